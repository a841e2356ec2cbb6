import type { Call, CallRef, Tag } from "./call.ts";
import type { Finding, Report } from "./report.ts";
import type { Hearing } from "./transcript.ts";

/** Steps on queue `aircall`: each attempt is exactly one request to Aircall. */
export interface AircallActivities {
  /** Reads the call, with a fresh link to its recording. */
  readonly fetchCall: (call: CallRef) => Promise<Call>;
  /** Posts one comment. Never retried by Temporal: the workflow decides, see write-back.ts. */
  readonly postComment: (request: CallRef & { readonly comment: string }) => Promise<void>;
  /** Puts tags on the call, by id. */
  readonly tagCall: (request: CallRef & { readonly tagIds: readonly number[] }) => Promise<void>;
  /** Reads one page of the company's tags. */
  readonly listTags: (request: {
    readonly account: string;
    readonly page: number;
  }) => Promise<{ readonly tags: readonly Tag[]; readonly nextPage: number | null }>;
  readonly createTag: (request: {
    readonly account: string;
    readonly name: string;
  }) => Promise<Tag>;
}

/** Steps on queue `afterbeep-media`. */
export interface MediaActivities {
  /** Downloads the recording into the store and proves that it is audio. */
  readonly archiveRecording: (
    request: CallRef & { readonly url: string },
  ) => Promise<ArchivedRecording>;
  /** Measures speech and, where there is some, reads it. */
  readonly transcribe: (request: CallRef & { readonly recording: string }) => Promise<Hearing>;
  /** Judges what was said and puts the finding into words. */
  readonly analyze: (finding: Finding) => Promise<Report>;
}

/** A recording in the store. Audio itself never enters a history. */
export interface ArchivedRecording {
  /** Key in the recording store. */
  readonly recording: string;
  readonly bytes: number;
  readonly format: string;
  readonly durationSeconds: number;
}
