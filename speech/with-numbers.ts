import type { Segment } from "../domain/voicemail/transcript.ts";
import { writeNumbers } from "../text/numbers/write-numbers.ts";

/** A segment with its numbers as people write them; what was said is kept where that differs. */
export function withNumbers(segment: Segment): Segment {
  const { text: spoken } = segment;
  const text = writeNumbers(spoken);
  return text === spoken ? segment : { ...segment, text, spoken };
}
