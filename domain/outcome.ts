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
