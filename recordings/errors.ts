/** The temporary link is no longer good: ask for a fresh one. */
export class RecordingExpiredError extends Error {
  override readonly name = "RecordingExpiredError";

  /** @param status what the storage answered */
  constructor(status: number) {
    super(`the link to the recording is no longer good (${status})`);
  }
}

/** The storage could not be reached, failed, or sent less than it promised. */
export class RecordingUnavailableError extends Error {
  override readonly name = "RecordingUnavailableError";

  constructor(reason: string, cause?: unknown) {
    super(`the recording cannot be fetched now: ${reason}`, { cause });
  }
}

/** The store has no such recording: another machine fetched it, or retention removed it. */
export class RecordingLostError extends Error {
  override readonly name = "RecordingLostError";

  constructor() {
    super("the recording is not in this machine's store");
  }
}
