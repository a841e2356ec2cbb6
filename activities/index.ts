import type { AircallActivities } from "../domain/activities/aircall.ts";
import type { MediaActivities } from "../domain/activities/media.ts";
import type { Accounts } from "./accounts.ts";
import { createPlaces } from "./places.ts";
import type { Desk } from "./aircall/step.ts";
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

/** A worker takes two hundred of these steps at once; see worker/queues.ts. */
const placesAtAircall = { freeBelow: 100, ofOne: 20, longMs: 2_000 } as const;

/** It downloads eight recordings beside its other work; see worker/media-slots.ts. */
const placesForDownloads = { freeBelow: 3, ofOne: 2, longMs: 5_000 } as const;

/** The steps of queue `aircall`. */
export function createAircallActivities(accounts: Accounts): AircallActivities {
  const desk: Desk = { accounts, places: createPlaces(placesAtAircall) };
  return {
    fetchCall: fetchCallStep(desk),
    readTranscript: readTranscriptStep(desk),
    postComment: postCommentStep(desk),
    tagCall: tagCallStep(desk),
    listTags: listTagsStep(desk),
    createTag: createTagStep(desk),
    listUndelivered: listUndeliveredStep(desk),
    listSilentWebhooks: listSilentWebhooksStep(desk),
    enableWebhook: enableWebhookStep(desk),
    ping: pingStep(desk),
    takeTurn: takeTurnStep(desk),
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
    archiveRecording: archiveRecordingStep(dependencies, ears, createPlaces(placesForDownloads)),
    transcribe: transcribeStep(dependencies, ears),
    analyze: analyzeStep(reporter, settingsOf),
    resumeVoicemails: resumeVoicemailsStep(dependencies.resumeAccount),
  };
}
