/** Types of `ApplicationFailure` that activities throw and workflows decide by. Wire names. */
export const failureTypes = [
  /** 429: certainly not applied. */
  "AircallRateLimited",
  /** 403 or 401: the account's credential is dead. */
  "AircallUnauthorized",
  /** 404: the call, or what was asked of it, is gone. */
  "AircallNotFound",
  /** 400, 405, 422: Aircall will never take this. */
  "AircallInvalidRequest",
  /**
   * Aircall could not be reached or failed, or the worker serves another account; for a write, certainly not applied.
   */
  "AircallUnavailable",
  /** A write whose effect nobody knows: time-out, reset, 5xx. */
  "CommentUnknown",
  /** The temporary link is no longer good. */
  "RecordingExpired",
  /** What lies behind the link is no audio that can be decoded. */
  "RecordingUnreadable",
  /** The storage host could not be reached or failed. */
  "RecordingUnavailable",
  /** The recording store of this machine lost the file: fetch it again. */
  "RecordingLost",
  /** No engine could read the recording now. */
  "EngineUnavailable",
  /** Speech was measured, every engine answered, and none heard words: trying again is useless. */
  "NoWords",
] as const;

export type FailureType = (typeof failureTypes)[number];
