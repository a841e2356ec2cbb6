import type { Transcript } from "../domain/voicemail/transcript.ts";

/** A text and its parts. */
type Words = Pick<Transcript, "text" | "segments">;

/**
 * A text without its runs of white space, and its segments so that they still add up to it.
 * Recognisers write none; many expressions look at a run again from each of its blanks.
 */
export function collapseBlanks({ text, segments }: Words): Words {
  return {
    text: collapsed(text),
    segments: segments.map((segment) => ({ ...segment, text: collapsed(segment.text) })),
  };
}

function collapsed(text: string): string {
  return text.replaceAll(/\s{2,}/gu, (run) => (run.includes("\n") ? "\n" : " "));
}
