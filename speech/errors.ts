/** No engine could read the recording now. */
export class EngineUnavailableError extends Error {
  override readonly name = "EngineUnavailableError";
  /** Milliseconds until it is worth trying again, when an engine told. */
  readonly retryAfterMs: number | null;

  constructor(reason: string, retryAfterMs: number | null = null, cause?: unknown) {
    super(`no engine reads the recording now: ${reason}`, { cause });
    this.retryAfterMs = retryAfterMs;
  }
}

/** Every engine answered, and none heard words: asking again is useless. */
export class NoWordsError extends Error {
  override readonly name = "NoWordsError";

  constructor() {
    super("speech was measured, but no engine heard words in it");
  }
}
