import type { Call, CallRef } from "../aircall-object/call.ts";
import type { Finding, Report, Unheard } from "../voicemail/report.ts";
import type { Hearing } from "../voicemail/transcript.ts";

/** Steps on queue `afterbeep-media`. */
export interface MediaActivities {
  /**
   * Downloads the recording into the store and proves that it is audio. Where `hear` is given and
   * nobody waits for an engine, it is heard in the same step.
   */
  readonly archiveRecording: (
    request: CallRef & {
      readonly url: string;
      readonly hear?: Omit<ToHear, "account" | "recording">;
    },
  ) => Promise<ArchivedRecording>;
  /** Measures speech and, where there is some, reads it; judges it where that is asked for. */
  readonly transcribe: (request: CallRef & ToHear) => Promise<Heard>;
  /** Judges what was said and puts the finding into words. */
  readonly analyze: (finding: Finding) => Promise<Report>;
  /** Wakes the voicemails of an account that wait for its credential; gives their number. */
  readonly resumeVoicemails: (request: { readonly account: string }) => Promise<number>;
}

/** What hearing a recording takes. */
export interface ToHear {
  readonly account: string;
  readonly recording: string;
  /** For what may be expected in it; absent in histories of version 0.1. */
  readonly line?: Call["line"];
  readonly calledFrom?: Call["calledFrom"];
  /** Judge what is heard in the same step; absent in histories of version 0.1. */
  readonly judge?: Unheard;
}

/** What was heard, and what it means where that was asked for and could be said at once. */
export type Heard = Hearing & {
  readonly judged?: { readonly report: Report; /** Of work. */ readonly ms: number };
};

/** A recording in the store. Audio itself never enters a history. */
export interface ArchivedRecording {
  /** Key in the recording store. */
  readonly recording: string;
  readonly bytes: number;
  readonly format: string;
  readonly durationSeconds: number;
  /** What was heard in the same step, and how long that took. */
  readonly heard?: Heard;
  readonly heardInMs?: number;
}
