/**
 * What keeps a ledger from answering. `locked` and `unreachable` pass by themselves, perhaps; the others want a person.
 */
export type LedgerFault =
  "locked" | "read-only" | "full" | "corrupt" | "unreachable" | "refused" | "newer" | "key";

interface Told {
  readonly why: string;
  readonly fix: string;
}

/** The ledger does not do what was asked. The message names the place and what to do, and holds no secret. */
export class LedgerError extends Error {
  override readonly name = "LedgerError";
  readonly fault: LedgerFault;
  /** The message's two halves: what happened, and what to do. */
  readonly why: string;
  readonly fix: string;

  constructor(fault: LedgerFault, { why, fix }: Told, options?: ErrorOptions) {
    super(`${why}; ${fix}`, options);
    this.fault = fault;
    this.why = why;
    this.fix = fix;
  }
}

/** What was met at a place. */
export function ledgerError(
  fault: Exclude<LedgerFault, "newer" | "key">,
  place: string,
  cause: unknown,
): LedgerError {
  const { is, fix } = words[fault];
  const said = cause instanceof Error && cause.message ? ` (${cause.message.split("\n")[0]})` : "";
  return new LedgerError(fault, { why: `the ledger ${place} ${is}${said}`, fix }, { cause });
}

const words = {
  locked: {
    is: "is locked by another program",
    fix: "end what holds it open, a backup or an SQL shell, and try again",
  },
  "read-only": {
    is: "takes no changes",
    fix: "let this user write the file and its folder, or name a server that is no standby in DATABASE_URL",
  },
  full: { is: "has no room", fix: "make room on the disk" },
  corrupt: {
    is: "is damaged, or no ledger at all",
    fix: "stop all processes, move the file away and put a backup in its place (docs/reference/ledger.md)",
  },
  unreachable: {
    is: "is not reached",
    fix: "start the server, and check DATABASE_URL or AFTERBEEP_DATA",
  },
  refused: {
    is: "does not let us in",
    fix: "check user, password, database and rights in DATABASE_URL",
  },
} as const;
