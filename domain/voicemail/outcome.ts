import type { Hearing } from "./transcript.ts";

/**
 * How a voicemail ended. Every outcome is delivered as a comment, never as silence.
 *
 * - `transcribed`: text that passed the gate
 * - `doubtful`: text that an engine produced but the gate distrusts
 * - `empty`: a decodable recording in which no speech was measured
 * - `unreadable`: no decodable audio behind any fresh link within the recording budget
 * - `untranscribed`: audio is there, every engine failed within the transcription budget
 * - `missing`: Aircall never produced the recording within the asset wait, or it was deleted
 */
export type Outcome = (typeof outcomes)[number];

export const outcomes = [
  "transcribed",
  "doubtful",
  "empty",
  "unreadable",
  "untranscribed",
  "missing",
] as const;

/** The outcome of a recording that was transcribed. */
export function outcomeOf({ transcript }: Hearing): Outcome {
  if (transcript === null) return "empty";
  return transcript.doubts.length === 0 ? "transcribed" : "doubtful";
}

/**
 * The word that a comment begins with, by its outcome; `transcribed` begins with its urgency
 * instead. Wire names.
 */
export const headlineWords = {
  doubtful: "DOUBTFUL",
  empty: "EMPTY",
  unreadable: "UNREADABLE",
  untranscribed: "UNTRANSCRIBED",
  missing: "MISSING",
} as const satisfies Record<Exclude<Outcome, "transcribed">, string>;

/**
 * The outcome that a comment of ours states, by its first word. The comment outlives what Temporal
 * remembers.
 */
export function outcomeIn(comment: string): Outcome {
  const [first] = comment.split(/\s/, 1);
  for (const outcome of outcomes) {
    if (outcome !== "transcribed" && headlineWords[outcome] === first) return outcome;
  }
  return "transcribed";
}
