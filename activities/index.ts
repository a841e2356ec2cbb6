import type { AircallActivities } from "../domain/activities/aircall.ts";
import type { MediaActivities } from "../domain/activities/media.ts";
import type { Accounts } from "./accounts.ts";
import { createTagStep } from "./aircall/create-tag.ts";
import { enableWebhookStep } from "./aircall/enable-webhook.ts";
import { fetchCallStep } from "./aircall/fetch-call.ts";
import { listSilentWebhooksStep } from "./aircall/list-silent-webhooks.ts";
import { listTagsStep } from "./aircall/list-tags.ts";
import { listUndeliveredStep } from "./aircall/list-undelivered.ts";
import { pingStep } from "./aircall/ping.ts";
import { postCommentStep } from "./aircall/post-comment.ts";
import { tagCallStep } from "./aircall/tag-call.ts";
import { readTranscriptStep } from "./aircall/read-transcript.ts";
import { takeTurnStep } from "./aircall/take-turn.ts";
import { analyzeStep } from "./media/analyze.ts";
import { archiveRecordingStep, type ArchiveDependencies } from "./media/archive-recording.ts";
import { createEars } from "./media/ears.ts";
import { resumeVoicemailsStep, type ResumeAccount } from "./media/resume-voicemails.ts";
import { transcribeStep } from "./media/transcribe.ts";

/** The steps of queue `aircall`. */
export function createAircallActivities(accounts: Accounts): AircallActivities {
  return {
    fetchCall: fetchCallStep(accounts),
    readTranscript: readTranscriptStep(accounts),
    postComment: postCommentStep(accounts),
    tagCall: tagCallStep(accounts),
    listTags: listTagsStep(accounts),
    createTag: createTagStep(accounts),
    listUndelivered: listUndeliveredStep(accounts),
    listSilentWebhooks: listSilentWebhooksStep(accounts),
    enableWebhook: enableWebhookStep(accounts),
    ping: pingStep(accounts),
    takeTurn: takeTurnStep(accounts),
  };
}

export interface MediaDependencies extends ArchiveDependencies {
  readonly resumeAccount: ResumeAccount;
}

/** The steps of queue `afterbeep-media`. */
export function createMediaActivities(dependencies: MediaDependencies): MediaActivities {
  const { reporter, settingsOf } = dependencies;
  const ears = createEars();
  return {
    archiveRecording: archiveRecordingStep(dependencies, ears),
    transcribe: transcribeStep(dependencies, ears),
    analyze: analyzeStep(reporter, settingsOf),
    resumeVoicemails: resumeVoicemailsStep(dependencies.resumeAccount),
  };
}
