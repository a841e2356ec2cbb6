import type { Call } from "../aircall-object/call.ts";
import type { Outcome } from "./outcome.ts";
import type { Hearing } from "./transcript.ts";
import type { Assessment } from "./verdict.ts";

/** What the pipeline found out about one voicemail, before it is put into words. */
export interface Finding {
  /** Absent in histories of version 0.1. */
  readonly account?: string;
  readonly outcome: Outcome;
  /** Null when there was nothing to transcribe: `missing`, `unreadable`. */
  readonly hearing: Hearing | null;
  /**
   * Why there is no text, in words for people, without anything of the caller; null when there is.
   */
  readonly reason: string | null;
  readonly call: Pick<
    Call,
    "callId" | "listenUrl" | "calledFrom" | "contactName" | "line" | "startedAt" | "contactNumbers"
  >;
  /** The comment's last line. */
  readonly marker: string;
  /** An operator had it tried again: an earlier comment of ours stands that this one replaces. */
  readonly replaces?: boolean;
}

/** What of a finding is known before the recording is heard. */
export type Unheard = Omit<Finding, "outcome" | "hearing" | "reason">;

/** What is written back on the call. */
export interface Report {
  readonly outcome: Outcome;
  readonly assessment: Assessment;
  readonly comment: string;
  /** The same in its shortest form, for an Aircall that refuses the long one. */
  readonly shortComment: string;
  /** Tag names. */
  readonly tags: readonly string[];
}
