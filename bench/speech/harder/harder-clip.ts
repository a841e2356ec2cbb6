import type { Sound } from "../sounds.ts";

/** A clip to be made. */
export interface HarderClip {
  /** Relative to the folder of clips. */
  readonly file: string;
  readonly set: string;
  /** What is said, in words. */
  readonly text: string;
  readonly sound: Sound;
  /** How many decibels the line's noise is below a usual voice. */
  readonly decibels: number;
  /** What happens to it behind the line, in whatever records it. */
  readonly recorded?: (sound: Sound) => Sound;
}
