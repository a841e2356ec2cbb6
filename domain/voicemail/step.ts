/** A step of a voicemail's life, as people call it: `download the recording`. */
export interface Step {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Null while it goes on. */
  readonly ms: number | null;
}
