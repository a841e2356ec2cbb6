import type { Segment } from "../domain/voicemail/transcript.ts";
import type { Evidence } from "../domain/voicemail/verdict.ts";

/** Quotes longer than this are cut: evidence is a pointer, not a copy. */
const longestQuote = 80;

/**
 * A quote of the text and the second at which it is spoken, taken from its segment and, within the
 * segment, from its share of the letters.
 */
export function locate(
  text: string,
  segments: readonly Segment[],
  start: number,
  end: number,
): Evidence {
  const quote = text.slice(start, end).trim().slice(0, longestQuote).trim();
  let offset = 0;
  for (const segment of segments) {
    const length = segment.text.length;
    if (start <= offset + length) {
      const share = length === 0 ? 0 : Math.max(0, start - offset) / length;
      const second = segment.start + share * (segment.end - segment.start);
      return { quote, atSeconds: Math.floor(second) };
    }
    // Segments are joined by a space.
    offset += length + 1;
  }
  return { quote, atSeconds: null };
}
