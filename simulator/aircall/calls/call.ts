import type { Line } from "../numbers/line.ts";
import type { Media } from "../recordings/media.ts";

/**
 * As a call shows it. `posted_at`: seconds since the epoch; `posted_by`: a user, null where the API
 * wrote it.
 */
export interface Comment {
  readonly id: number;
  readonly content: string;
  readonly posted_at: number;
  readonly posted_by: object | null;
}

/** A call with a voicemail. Times are seconds since the epoch. */
export interface SimulatedCall {
  readonly id: number;
  /** The carrier's id. */
  readonly sid: string;
  readonly startedAt: number;
  readonly endedAt: number;
  /** The caller's number as Aircall displays it, or `anonymous`. */
  readonly rawDigits: string;
  readonly line: Line;
  readonly contactId: number | null;
  /** Makes the recording's path hard to guess. */
  readonly mediaHash: string;
  /** What lies behind the link; null where there is no voicemail. */
  media: Media | null;
  /** So many more reads, and payloads of events, show no voicemail yet. */
  hiddenReads: number;
  hiddenPayloads: number;
  readonly comments: Comment[];
  readonly tags: { readonly id: number; readonly taggedAt: number }[];
  archived: boolean;
  /** Aircall's own AI results by wrapper key: `transcription`, `sentiment`, `topic`, `summary`, … */
  readonly ai: Map<string, unknown>;
}

/** The company's calls by id. */
export interface Calls {
  readonly calls: Map<number, SimulatedCall>;
}
