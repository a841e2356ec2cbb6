import type { AircallActivities, MediaActivities } from "../domain/activities/aircall.ts";
import type { Analyzer } from "../voice/analysis/analyzer.ts";
import type { RecordingArchive } from "../voice/audio/archive-recording.ts";
import type { RecordingStore } from "../voice/audio/recording-store.ts";
import type { CircumstanceSettings } from "../voice/analysis/circumstances.ts";
import type { HintSettings } from "../voice/speech/hints-for.ts";
import type { Transcriber } from "../voice/speech/transcriber.ts";
import type { Accounts } from "./accounts.ts";
import { createAnalyze } from "./media/analyze.ts";
import { createArchiveRecording } from "./media/archive-recording.ts";
import { createCreateTag } from "./aircall/create-tag.ts";
import { createEnableWebhook } from "./aircall/enable-webhook.ts";
import { createFetchCall } from "./aircall/fetch-call.ts";
import { createListSilentWebhooks } from "./aircall/list-silent-webhooks.ts";
import { createListTags } from "./aircall/list-tags.ts";
import { createListUndelivered } from "./aircall/list-undelivered.ts";
import { createPing } from "./aircall/ping.ts";
import { createPostComment } from "./aircall/post-comment.ts";
import { createResumeVoicemails, type ResumeAccount } from "./media/resume-voicemails.ts";
import { createTagCall } from "./aircall/tag-call.ts";
import { createTakeTurn } from "./aircall/take-turn.ts";
import { createTranscribe } from "./media/transcribe.ts";

/** The steps of queue `aircall`. */
export function createAircallActivities(accounts: Accounts): AircallActivities {
  return {
    fetchCall: createFetchCall(accounts),
    postComment: createPostComment(accounts),
    tagCall: createTagCall(accounts),
    listTags: createListTags(accounts),
    createTag: createCreateTag(accounts),
    listUndelivered: createListUndelivered(accounts),
    listSilentWebhooks: createListSilentWebhooks(accounts),
    enableWebhook: createEnableWebhook(accounts),
    ping: createPing(accounts),
    takeTurn: createTakeTurn(accounts),
  };
}

export interface MediaDependencies {
  readonly store: RecordingStore;
  readonly archive: RecordingArchive;
  readonly transcriber: Transcriber;
  /** What the operator has said of the lines. */
  readonly hints: HintSettings;
  /** And of callers and hours. */
  readonly circumstances: CircumstanceSettings;
  readonly analyzer: Analyzer;
  readonly resumeAccount: ResumeAccount;
}

/** The steps of queue `afterbeep-media`. */
export function createMediaActivities(dependencies: MediaDependencies): MediaActivities {
  const { store, archive, transcriber, hints, analyzer, circumstances } = dependencies;
  return {
    archiveRecording: createArchiveRecording(archive),
    transcribe: createTranscribe(store, transcriber, hints),
    analyze: createAnalyze(analyzer, circumstances),
    resumeVoicemails: createResumeVoicemails(dependencies.resumeAccount),
  };
}
