import type { CallRef } from "../aircall-object/call.ts";
import type { Via } from "./proof.ts";
import type { Outcome } from "./outcome.ts";
import type { Step } from "./step.ts";

/** How long a voicemail may wait for what it depends on. Milliseconds. */
export interface Budgets {
  /** For Aircall to produce the recording. */
  readonly assetWaitMs: number;
  /** For decodable audio behind a fresh link. */
  readonly recordingMs: number;
  /** For an engine to read it. */
  readonly transcriptionMs: number;
  /**
   * For Aircall's own transcript, from when the recording is there. Absent: it is not asked for, as
   * in every history of before.
   */
  readonly aircallTranscriptMs?: number;
}

/** Whether a webhook announced it, or a sweep or an operator found it later. */
export type Origin = "live" | "backfill";

/** Input of workflow `voicemail`. A wire shape: only add optional fields. */
export interface VoicemailInput extends CallRef {
  /** When the webhook was accepted: milliseconds since the epoch. */
  readonly acceptedAt: number;
  readonly budgets: Budgets;
  /** Live voicemails go before backfill. */
  readonly origin: Origin;
  /**
   * Whether the server knows our search attributes: setting an unknown one would block the
   * workflow.
   */
  readonly searchable: boolean;
  /** An operator's retry: deliver once more, beside the comment that stands. */
  readonly again?: boolean;
}

/** Result of workflow `voicemail`: it completes only when delivered or provably undeliverable. */
export type VoicemailResult =
  | {
      readonly status: "delivered";
      /** Null when the call carried our marker before this run had transcribed anything. */
      readonly outcome: Outcome | null;
      /** `tags` when five comments stood already. */
      readonly via: Via;
    }
  | { readonly status: "undeliverable"; readonly outcome: Outcome | null; readonly reason: string }
  /** The call came in on a line that is not served. */
  | { readonly status: "not-served"; readonly outcome: null }
  /** `DRY_RUN`: everything was done but the writing. */
  | { readonly status: "dry-run"; readonly outcome: Outcome };

/** Where a voicemail stands, as query `progress` answers. */
export interface Progress {
  readonly step: string;
  readonly outcome: Outcome | null;
  /** Those begun so far, in order. */
  readonly stages: readonly Step[];
  /** The last failure's type and message; null when nothing failed. */
  readonly lastError: string | null;
}
