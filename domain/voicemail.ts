import type { CallRef } from "./call.ts";
import type { Outcome } from "./outcome.ts";

/** How long a voicemail may wait for what it depends on. Milliseconds. */
export interface Budgets {
  /** For Aircall to produce the recording. */
  readonly assetWaitMs: number;
  /** For decodable audio behind a fresh link. */
  readonly recordingMs: number;
  /** For an engine to read it. */
  readonly transcriptionMs: number;
}

/** Input of workflow `voicemail`. A wire shape: only add optional fields. */
export interface VoicemailInput extends CallRef {
  /** When the webhook was accepted: milliseconds since the epoch. */
  readonly acceptedAt: number;
  readonly budgets: Budgets;
  /** Live voicemails go before backfill. */
  readonly origin: "live" | "backfill";
  /** Whether the server knows our search attributes: setting an unknown one would block the workflow. */
  readonly searchable: boolean;
}

/** Result of workflow `voicemail`: it completes only when delivered or provably undeliverable. */
export type VoicemailResult =
  | {
      readonly status: "delivered";
      readonly outcome: Outcome;
      /** `tags` when five comments stood already. */
      readonly via: "comment" | "tags";
      /** Set when the call carried our marker before this run wrote anything. */
      readonly already?: true;
    }
  | { readonly status: "undeliverable"; readonly outcome: Outcome | null; readonly reason: string };
