import type { Call, CallRef, Tag } from "../aircall-object/call.ts";
import type { Span } from "../sweep/sweep-plan.ts";
import type { Hearing } from "../voicemail/transcript.ts";

/** When somebody said that the account's credential is good again, milliseconds since the epoch. */
export interface Resumed {
  /** A worker that saw it refused before this moment tries it once more. */
  readonly resumedAt?: number;
}

/** Steps on queue `aircall`: each attempt is at most one request to Aircall. */
export interface AircallActivities {
  /** Reads the call, with a fresh link to its recording. */
  readonly fetchCall: (call: CallRef & Resumed) => Promise<Call>;
  /**
   * Reads Aircall's own transcript of the voicemail and checks it.
   *
   * `durationSeconds` is the recording's.
   */
  readonly readTranscript: (
    request: CallRef & Resumed & { readonly durationSeconds: number },
  ) => Promise<AircallHearing>;
  /** Posts one comment. Never retried by Temporal: the workflow decides, see write-back.ts. */
  readonly postComment: (request: CallRef & { readonly comment: string }) => Promise<void>;
  /** Puts tags on the call, by id. */
  readonly tagCall: (
    request: CallRef & Resumed & { readonly tagIds: readonly number[] },
  ) => Promise<void>;
  /** Reads one page of the company's tags. */
  readonly listTags: (
    request: { readonly account: string; readonly page: number } & Resumed,
  ) => Promise<{ readonly tags: readonly Tag[]; readonly nextPage: number | null }>;
  readonly createTag: (
    request: { readonly account: string; readonly name: string } & Resumed,
  ) => Promise<Tag>;
  /**
   * Looks through one page of the calls created in a span for voicemails that nobody has delivered.
   */
  readonly listUndelivered: (request: {
    readonly account: string;
    readonly span: Span;
    readonly page: number;
  }) => Promise<UndeliveredPage>;
  /** Looks for webhooks that bring events to us and have been switched off. */
  readonly listSilentWebhooks: (request: {
    readonly account: string;
    readonly page: number;
  }) => Promise<{ readonly webhooks: readonly SilentWebhook[]; readonly nextPage: number | null }>;
  readonly enableWebhook: (request: {
    readonly account: string;
    readonly webhook: SilentWebhook;
  }) => Promise<void>;
  /** Proves the credential. */
  readonly ping: (request: { readonly account: string } & Resumed) => Promise<void>;
  /** Sends nothing: when it returns, the account has room for one request. */
  readonly takeTurn: (request: { readonly account: string }) => Promise<void>;
}

/** What Aircall heard, where it is to be believed; else why not, in words of ours. */
export type AircallHearing =
  { readonly hearing: Hearing } | { readonly hearing: null; readonly reason: string };

/** Ids and numbers only: histories keep what is returned. */
export interface UndeliveredPage {
  /** Calls with a voicemail that carry no word of ours. */
  readonly callIds: readonly number[];
  /** Voicemails on the page, delivered ones too. */
  readonly voicemails: number;
  /** When the page's last call was created, seconds since the epoch; null on an empty page. */
  readonly lastCreatedAt: number | null;
  readonly nextPage: number | null;
}

/** A webhook of ours that Aircall, or somebody, switched off. Its token stays with the worker. */
export interface SilentWebhook {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
}
