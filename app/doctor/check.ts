/** One line of `doctor`: a link of the chain, and how to fix it where it is broken. */
export interface Check {
  readonly check: string;
  readonly ok: boolean;
  /** What was seen. Nothing of a caller, no token. */
  readonly detail: string;
  /** What to do; null where nothing need be done. */
  readonly fix: string | null;
  /** Whose link it is, where there are several accounts. */
  readonly account?: string;
}

export function good(check: string, detail: string): Check {
  return { check, ok: true, detail, fix: null };
}

export function bad(check: string, detail: string, fix: string): Check {
  return { check, ok: false, detail, fix };
}

/** An error's first line, for a detail. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n")[0]?.slice(0, 300) ?? "";
}
