import { availableParallelism } from "node:os";
import type { WorkerDeploymentOptions, WorkerOptions } from "@temporalio/worker";
import type { AircallActivities } from "../domain/activities/aircall.ts";
import type { MediaActivities } from "../domain/activities/media.ts";
import { taskQueues } from "../domain/wire.ts";
import { mediaSlots } from "./media-slots.ts";

/** Which code a worker runs, for Temporal's worker versioning. */
export interface WorkerVersion {
  readonly deploymentName: string;
  readonly buildId: string;
}

/** What the workers of a process do. */
export interface QueueWork {
  readonly aircallActivities: AircallActivities;
  /** Null in a process that only sends an account's requests. */
  readonly mediaActivities: MediaActivities | null;
  /** Null for workers that take whatever comes. */
  readonly version: WorkerVersion | null;
  /** Dispatches a second for the whole queue `aircall`, on a server without limits per account. */
  readonly queueRate: number | null;
}

type QueueOptions = Pick<WorkerOptions, "taskQueue"> & Partial<WorkerOptions>;

/**
 * Most voicemails that are open wait for something; a cached one costs a megabyte, a replayed one
 * milliseconds.
 */
const cachedWorkflows = 50;

/** Downloads wait for the network while engines use the cores. */
const mediaAtOnce = { work: availableParallelism() + 2, downloads: 8 } as const;

/**
 * The server dispatches no more than an account's rate, and most answers come within a second: ten accounts that
 * Aircall does not answer at all hold as many as this. How many one account may hold: activities/places.ts.
 */
const aircallAtOnce = 200;

/** A worker of activities alone is given no other task. */
const unusedSlots = {
  workflowTaskSlotSupplier: { type: "fixed-size", numSlots: 1 },
  localActivityTaskSlotSupplier: { type: "fixed-size", numSlots: 1 },
  nexusTaskSlotSupplier: { type: "fixed-size", numSlots: 1 },
} as const;

/** Each queue that a process serves: what is done there, how much of it at once, how fast. */
export function queuesOf(work: QueueWork, code: string): readonly QueueOptions[] {
  const { aircallActivities, mediaActivities, version, queueRate } = work;
  return [
    {
      taskQueue: taskQueues.workflows,
      workflowBundle: { code },
      maxCachedWorkflows: cachedWorkflows,
      ...(version === null ? {} : { workerDeploymentOptions: versioned(version) }),
    },
    ...(mediaActivities === null
      ? []
      : [
          {
            taskQueue: taskQueues.media,
            activities: mediaActivities,
            tuner: { ...unusedSlots, activityTaskSlotSupplier: mediaSlots(mediaAtOnce) },
          },
        ]),
    {
      taskQueue: taskQueues.aircall,
      activities: aircallActivities,
      maxConcurrentActivityTaskExecutions: aircallAtOnce,
      ...(queueRate === null ? {} : { maxTaskQueueActivitiesPerSecond: queueRate }),
    },
  ];
}

/**
 * A voicemail goes on under the version that is current: it may wait for days, and the workers of
 * its first version are gone by then. Activities know no versions: a worker of any takes them.
 */
function versioned(version: WorkerVersion): WorkerDeploymentOptions {
  return { version, useWorkerVersioning: true, defaultVersioningBehavior: "AUTO_UPGRADE" };
}
