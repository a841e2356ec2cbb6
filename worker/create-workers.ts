import { availableParallelism } from "node:os";
import type { DataConverter } from "@temporalio/common";
import {
  Worker,
  type NativeConnection,
  type WorkerDeploymentOptions,
  type WorkerPlugin,
} from "@temporalio/worker";
import type { AircallActivities } from "../domain/activities/aircall.ts";
import type { MediaActivities } from "../domain/activities/media.ts";
import { taskQueues } from "../domain/wire.ts";
import { bundleWorkflows } from "./bundle-workflows.ts";

/** Which code a worker runs, for Temporal's worker versioning. */
export interface WorkerVersion {
  readonly deploymentName: string;
  readonly buildId: string;
}

export interface WorkersOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly aircallActivities: AircallActivities;
  /** Null in a process that only sends an account's requests. */
  readonly mediaActivities: MediaActivities | null;
  /** Encrypts payloads, where a key is set. */
  readonly dataConverter?: DataConverter | undefined;
  /** Of tracing, where it is on, and the module that the workflows need for it. */
  readonly tracing?: { readonly plugin: WorkerPlugin; readonly workflowModule: string } | null;
  /** Null for workers that take whatever comes. */
  readonly version: WorkerVersion | null;
  /** Dispatches a second for the whole queue, on a server without limits per account. */
  readonly queueRate: number | null;
}

/** The workers of one process, one a queue. */
export interface Workers {
  /** Works until stopped; rejects when a worker fails. */
  readonly run: () => Promise<void>;
  /** No new work; `run` resolves when what is under way is done. */
  readonly stop: () => void;
}

/** Work under way has this long to end by itself; then its activities are cancelled and tried elsewhere. */
const grace = { shutdownGraceTime: "20 seconds", shutdownForceTime: "30 seconds" } as const;

/** Requests wait for their turn in the process, so only few need to be there. */
const aircallRequests = 20;

/**
 * A voicemail goes on under the version that is current: it may wait for days, and the workers of its first version are gone by
 * then. Activities know no versions: a worker of any takes them.
 */
function versioned(version: WorkerVersion): WorkerDeploymentOptions {
  return { version, useWorkerVersioning: true, defaultVersioningBehavior: "AUTO_UPGRADE" };
}

/**
 * @throws when the server cannot be reached or the workflows do not bundle
 */
export async function createWorkers(options: WorkersOptions): Promise<Workers> {
  const { connection, namespace, queueRate, version, dataConverter, tracing = null } = options;
  const shared = {
    connection,
    namespace,
    ...grace,
    ...(dataConverter ? { dataConverter } : {}),
    ...(tracing ? { plugins: [tracing.plugin] } : {}),
  };
  const code = await bundleWorkflows({
    failureConverterPath: dataConverter?.failureConverterPath,
    interceptorModule: tracing?.workflowModule,
  });
  const workflowBundle = { code };
  const workers = await Promise.all([
    Worker.create({
      ...shared,
      taskQueue: taskQueues.workflows,
      workflowBundle,
      // Most voicemails that are open wait for something; a cached one costs a megabyte, a replayed one milliseconds.
      maxCachedWorkflows: 50,
      ...(version === null ? {} : { workerDeploymentOptions: versioned(version) }),
    }),
    ...(options.mediaActivities === null
      ? []
      : [
          Worker.create({
            ...shared,
            taskQueue: taskQueues.media,
            activities: options.mediaActivities,
            // Downloads wait for the network while engines use the cores.
            maxConcurrentActivityTaskExecutions: availableParallelism() + 2,
          }),
        ]),
    Worker.create({
      ...shared,
      taskQueue: taskQueues.aircall,
      activities: options.aircallActivities,
      maxConcurrentActivityTaskExecutions: aircallRequests,
      ...(queueRate === null ? {} : { maxTaskQueueActivitiesPerSecond: queueRate }),
    }),
  ]);
  const stop = (): void => {
    for (const worker of workers) if (worker.getState() === "RUNNING") worker.shutdown();
  };
  return {
    stop,
    run: async () => {
      const runs = workers.map((worker) => worker.run());
      try {
        await Promise.all(runs);
      } finally {
        stop();
        await Promise.allSettled(runs);
      }
    },
  };
}
