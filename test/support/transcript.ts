import type { Transcript } from "../../domain/voicemail/transcript.ts";

/** A transcript that is believed, in English, with this text. */
export function transcriptOf(text: string, other: Partial<Transcript> = {}): Transcript {
  return {
    text,
    segments: [],
    language: "en",
    engine: "local",
    confidence: "high",
    doubts: [],
    ...other,
  };
}
