import type { Line } from "../numbers/line.ts";
import type { Media } from "../recordings/media.ts";

export interface Comment {
  readonly id: number;
  readonly content: string;
  readonly posted_at: number;
  readonly posted_by: object | null;
}

export interface SimulatedCall {
  readonly id: number;
  readonly sid: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly rawDigits: string;
  readonly line: Line;
  readonly contactId: number | null;
  readonly mediaHash: string;
  media: Media | null;
  hiddenReads: number;
  hiddenPayloads: number;
  readonly comments: Comment[];
  readonly tags: { readonly id: number; readonly taggedAt: number }[];
  archived: boolean;
  /** Aircall's own AI results by wrapper key: `transcription`, `sentiment`, `topic`, `summary`, … */
  readonly ai: Map<string, unknown>;
}

export interface Calls {
  readonly calls: Map<number, SimulatedCall>;
}
