/** What its message begins with, before the reason. */
export const unreadable = "the recording cannot be read: ";

/** A recording is no audio that can be decoded, as its link, its first bytes or a decoder tell. */
export class RecordingUnreadableError extends Error {
  override readonly name = "RecordingUnreadableError";
  readonly reason: string;

  /** @param reason in words for people, without a link or anything of a caller */
  constructor(reason: string, cause?: unknown) {
    super(`${unreadable}${reason}`, { cause });
    this.reason = reason;
  }
}
