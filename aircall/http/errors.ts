/**
 * Anything that went wrong between us and Aircall. Messages hold the method and path, never a
 * query, body or secret.
 */
export abstract class AircallError extends Error {}

/** Aircall answered with something other than 2xx. */
export class AircallHttpError extends AircallError {
  override readonly name = "AircallHttpError";
  readonly status: number;
  /** Milliseconds to wait before the next request, when Aircall said. */
  readonly retryAfterMs: number | null;
  /** Aircall's own sentence, `troubleshoot` or `message`; it names no caller. */
  readonly explanation: string | null;
  /** Milliseconds between the sending and the answer. */
  readonly sinceSentMs: number;

  constructor(
    request: string,
    status: number,
    retryAfterMs: number | null,
    explanation: string | null,
    sinceSentMs = 0,
  ) {
    super(`${request} was answered with ${status}${explanation ? `: ${explanation}` : ""}`);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    this.explanation = explanation;
    this.sinceSentMs = sinceSentMs;
  }
}

/**
 * The request never left: no connection, rate limit known to be used up, credential known to be
 * refused, or too late to send. Certainly not applied.
 */
export class AircallNotSentError extends AircallError {
  override readonly name = "AircallNotSentError";
  readonly reason: "unreachable" | "limited" | "refused" | "late";
  readonly retryAfterMs: number | null;

  constructor(
    request: string,
    reason: "unreachable" | "limited" | "refused" | "late",
    retryAfterMs: number | null = null,
    cause?: unknown,
  ) {
    super(`${request} was not sent: ${notSent[reason]}`, { cause });
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}

const notSent = {
  unreachable: "no connection to Aircall",
  limited: "the account's rate limit is used up, or the account is paused",
  refused: "Aircall refused the account's credential a moment ago",
  late: "it could only have been sent too late",
};

/** The request left and no answer came: time-out, reset. Nobody knows whether it was applied. */
export class AircallNoAnswerError extends AircallError {
  override readonly name = "AircallNoAnswerError";
  /** Milliseconds between the sending and the moment when nothing more was to be expected. */
  readonly sinceSentMs: number;

  constructor(request: string, cause: unknown, sinceSentMs = 0) {
    super(`${request} got no answer`, { cause });
    this.sinceSentMs = sinceSentMs;
  }
}

/** A 2xx whose body is not what Aircall documents. */
export class AircallResponseError extends AircallError {
  override readonly name = "AircallResponseError";

  /**
   * @param paths where the body departs from the schema; values are left out, they may be a
   * caller's
   */
  constructor(request: string, paths: readonly string[]) {
    super(`${request} was answered with an unexpected body: ${paths.join(", ") || "no JSON"}`);
  }
}
