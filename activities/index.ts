import type { AircallActivities, MediaActivities } from "../domain/activities.ts";
import type { RecordingArchive } from "../voice/audio/archive-recording.ts";
import type { RecordingStore } from "../voice/audio/recording-store.ts";
import type { Reporter } from "../voice/analysis/reporter.ts";
import type { HintSettings } from "../voice/speech/hints-for.ts";
import type { Transcriber } from "../voice/speech/transcriber.ts";
import type { Accounts } from "./accounts.ts";
import { createAnalyze } from "./analyze.ts";
import { createArchiveRecording } from "./archive-recording.ts";
import { createCreateTag } from "./create-tag.ts";
import { createEnableWebhook } from "./enable-webhook.ts";
import { createFetchCall } from "./fetch-call.ts";
import { createListSilentWebhooks } from "./list-silent-webhooks.ts";
import { createListTags } from "./list-tags.ts";
import { createListUndelivered } from "./list-undelivered.ts";
import { createPing } from "./ping.ts";
import { createPostComment } from "./post-comment.ts";
import { createResumeVoicemails, type ResumeAccount } from "./resume-voicemails.ts";
import { createTagCall } from "./tag-call.ts";
import { createTakeTurn } from "./take-turn.ts";
import { createTranscribe } from "./transcribe.ts";

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
  readonly reporter: Reporter;
  readonly resumeAccount: ResumeAccount;
}

/** The steps of queue `afterbeep-media`. */
export function createMediaActivities(dependencies: MediaDependencies): MediaActivities {
  const { store, archive, transcriber, hints, reporter } = dependencies;
  return {
    archiveRecording: createArchiveRecording(archive),
    transcribe: createTranscribe(store, transcriber, hints),
    analyze: createAnalyze(reporter),
    resumeVoicemails: createResumeVoicemails(dependencies.resumeAccount),
  };
}
