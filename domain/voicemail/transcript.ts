/** A stretch of speech and its text. Times are seconds from the start of the recording. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  /** Dictated numbers are written as people write them. */
  readonly text: string;
  /** As the engine gave it, where that differs. */
  readonly spoken?: string;
  /** Why this passage is distrusted; absent when it is not. */
  readonly doubts?: readonly string[];
}

/**
 * Who speaks in a voicemail: the caller, a person of the team, or a machine of Aircall's that talks
 * to callers.
 */
export type Speaker = "caller" | "agent" | "voice agent";

/** What one speaker said before another one did. */
export interface Turn {
  readonly speaker: Speaker;
  readonly text: string;
}

/** How far a person may rely on what they read. */
export type Confidence = "high" | "medium" | "low";

/** What an engine made of a recording in which speech was measured. */
export interface Transcript {
  /** The caller's words. Never empty; the segments' texts joined by a space. */
  readonly text: string;
  /** Everybody's words, in order; absent where the caller alone spoke, as far as is known. */
  readonly turns?: readonly Turn[];
  readonly segments: readonly Segment[];
  /** BCP 47 language, null when the engine does not say. */
  readonly language: string | null;
  /** The engine that spoke: `local`, `openai`, `aircall`, … */
  readonly engine: string;
  readonly confidence: Confidence;
  /**
   * Why the gate distrusts this text; empty when it does not, and then the outcome is
   * `transcribed`.
   */
  readonly doubts: readonly string[];
}

/** What was measured in a decodable recording, and the text when there was speech. Seconds. */
export interface Hearing {
  readonly durationSeconds: number;
  /**
   * Speech as measured by voice activity, the evidence behind `empty`; of a transcript of Aircall's
   * own, what its times say.
   */
  readonly speechSeconds: number;
  /** Null when no speech was measured. */
  readonly transcript: Transcript | null;
}
