import { APIConnectionError, APIError, APIUserAbortError } from "openai";

/** What an error of the OpenAI client means for whoever must decide what comes next. */
export interface OpenaiFailure {
  /** For people: status and code, never a body, which may hold a page or a caller's words. */
  readonly reason: string;
  /** Milliseconds until the server wants to be asked again; null when it did not say. */
  readonly retryAfterMs: number | null;
}

/** Null for an error that is none of OpenAI's, a cancellation among them. */
export function openaiFailure(error: unknown): OpenaiFailure | null {
  if (error instanceof APIUserAbortError) return null;
  if (error instanceof APIConnectionError) {
    return { reason: "OpenAI could not be reached", retryAfterMs: null };
  }
  if (!(error instanceof APIError)) return null;
  const { status, code } = error;
  const what = `OpenAI answered ${String(status)}${code ? ` (${code})` : ""}`;
  if (code === "insufficient_quota") {
    return { reason: `${what}: the account's quota is used up, add credit`, retryAfterMs: null };
  }
  if (status === 401 || status === 403) {
    return { reason: `${what}: check OPENAI_API_KEY`, retryAfterMs: null };
  }
  return { reason: what, retryAfterMs: retryAfter(error.headers) };
}

function retryAfter(headers: unknown): number | null {
  if (!(headers instanceof Headers)) return null;
  const ms = Number(headers.get("retry-after-ms") ?? Number.NaN);
  if (ms > 0) return ms;
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return seconds > 0 ? seconds * 1_000 : null;
}
