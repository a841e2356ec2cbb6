import { proxyActivities, type ActivityOptions } from "@temporalio/workflow";
import type { AircallActivities } from "../../domain/activities/aircall.ts";
import type { MediaActivities } from "../../domain/activities/media.ts";
import type { Origin } from "../../domain/voicemail/voicemail.ts";
import { mediaPriorities, priorities, taskQueues } from "../../domain/wire.ts";

/*
 * No `scheduleToCloseTimeout` on queue `aircall`: waiting for the account's rate is normal there.
 * Each attempt is one request with a deadline of 10 s, after at most a few seconds of pacing.
 */
export const aircallOptions = {
  taskQueue: taskQueues.aircall,
  startToCloseTimeout: "30 seconds",
  allowEagerDispatch: false,
  retry: { initialInterval: "2 seconds", backoffCoefficient: 2, maximumInterval: "5 minutes" },
} satisfies ActivityOptions;

const mediaOptions = { taskQueue: taskQueues.media } satisfies ActivityOptions;

/**
 * Why a transcription is scheduled: for the first time, because no worker took it in its time, or
 * because its turn was lost with a worker. It does not go to the end of the queue again for that.
 */
export type Turn = keyof (typeof mediaPriorities)[Origin]["hear"];

/**
 * A live transcription that no worker has taken by then is scheduled anew, ahead of those that wait
 * for their first turn: whatever made the server pass it over, it is passed over no longer. Those of a
 * backlog come to it in their order. Long after that it goes ahead of everything.
 */
const takenWithin = { first: "5 minutes", overdue: "2 hours" } as const;

/** The steps a voicemail may take, live ones before backfill. */
export interface Steps {
  /** Reads the call to learn where it stands. */
  readonly fetchCall: AircallActivities["fetchCall"];
  /** Reads the call for a link that will be used at once, before any other read. */
  readonly fetchFreshLink: AircallActivities["fetchCall"];
  readonly readTranscript: AircallActivities["readTranscript"];
  readonly postComment: AircallActivities["postComment"];
  readonly tagCall: AircallActivities["tagCall"];
  readonly listTags: AircallActivities["listTags"];
  readonly createTag: AircallActivities["createTag"];
  readonly archiveRecording: MediaActivities["archiveRecording"];
  readonly transcribe: Readonly<Record<Turn, MediaActivities["transcribe"]>>;
  readonly analyze: MediaActivities["analyze"];
}

export function stepsFor(origin: Origin): Steps {
  const write = origin === "live" ? priorities.liveWrite : priorities.backfillWrite;
  const read = origin === "live" ? priorities.liveRead : priorities.backfillRead;
  const aircall = (summary: string, priorityKey: number, options: ActivityOptions = {}) =>
    proxyActivities<AircallActivities>({
      ...aircallOptions,
      summary,
      priority: { priorityKey },
      ...options,
    });
  const media = (summary: string, priorityKey: number, options: ActivityOptions) =>
    proxyActivities<MediaActivities>({
      ...mediaOptions,
      summary,
      priority: { priorityKey },
      ...options,
    });
  const order = mediaPriorities[origin];
  const hear = (turn: Turn) =>
    media("transcribe", order.hear[turn], {
      startToCloseTimeout: "2 hours",
      heartbeatTimeout: "30 seconds",
      retry: { maximumAttempts: 1 },
      // Behind live ones a backfill waits as long as it must.
      ...(origin === "backfill" || turn === "lost"
        ? {}
        : { scheduleToStartTimeout: takenWithin[turn] }),
    }).transcribe;
  return {
    fetchCall: aircall("read the call", read).fetchCall,
    fetchFreshLink: aircall("read the call for a fresh link", write).fetchCall,
    // Soon given up: the recording can be heard here.
    readTranscript: aircall("read Aircall's transcript", read, {
      retry: { initialInterval: "2 seconds", maximumAttempts: 3 },
    }).readTranscript,
    postComment: aircall("post the comment", write, { retry: { maximumAttempts: 1 } }).postComment,
    tagCall: aircall("tag the call", write).tagCall,
    listTags: aircall("list the company's tags", read).listTags,
    createTag: aircall("create a tag", write).createTag,
    // The workflow repeats the next two, since a failed download needs a fresh link and both have
    // budgets. A download goes before any transcription: its link lives ten minutes.
    archiveRecording: media("download the recording", order.download, {
      startToCloseTimeout: "10 minutes",
      heartbeatTimeout: "30 seconds",
      retry: { maximumAttempts: 1 },
    }).archiveRecording,
    transcribe: { first: hear("first"), overdue: hear("overdue"), lost: hear("lost") },
    analyze: media("judge and put into words", order.judge, {
      startToCloseTimeout: "2 minutes",
      retry: { initialInterval: "1 second", backoffCoefficient: 2, maximumInterval: "1 minute" },
    }).analyze,
  };
}
