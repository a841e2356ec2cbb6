import { proxyActivities } from "@temporalio/workflow";
import type { AircallActivities } from "../../domain/activities/aircall.ts";
import type { MediaActivities } from "../../domain/activities/media.ts";
import { priorities, taskQueues } from "../../domain/wire.ts";
import { aircallOptions } from "./voicemail-steps.ts";

/** The steps that concern an account, not one voicemail. */
export interface AccountSteps {
  readonly ping: AircallActivities["ping"];
  readonly takeTurn: AircallActivities["takeTurn"];
  readonly listUndelivered: AircallActivities["listUndelivered"];
  /** The same before everything else: it tells who deserves to be waited for. */
  readonly listUndeliveredNow: AircallActivities["listUndelivered"];
  readonly listSilentWebhooks: AircallActivities["listSilentWebhooks"];
  readonly enableWebhook: AircallActivities["enableWebhook"];
  readonly resumeVoicemails: MediaActivities["resumeVoicemails"];
}

export function accountSteps(account: string): AccountSteps {
  const aircall = (summary: string, priorityKey: number) =>
    proxyActivities<AircallActivities>({
      ...aircallOptions,
      summary,
      priority: { fairnessKey: account, priorityKey },
    });
  return {
    ping: aircall("try the credential", priorities.liveRead).ping,
    takeTurn: aircall("room for one request", priorities.liveRead).takeTurn,
    listUndelivered: aircall("list calls", priorities.backfillRead).listUndelivered,
    listUndeliveredNow: aircall("list the latest calls", priorities.liveWrite).listUndelivered,
    listSilentWebhooks: aircall("list webhooks", priorities.backfillRead).listSilentWebhooks,
    enableWebhook: aircall("switch the webhook on again", priorities.backfillWrite).enableWebhook,
    resumeVoicemails: proxyActivities<MediaActivities>({
      taskQueue: taskQueues.media,
      summary: "wake the voicemails that wait for the credential",
      startToCloseTimeout: "10 minutes",
      heartbeatTimeout: "30 seconds",
      priority: { fairnessKey: account, priorityKey: 1 },
    }).resumeVoicemails,
  };
}
