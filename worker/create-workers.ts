import { availableParallelism } from "node:os";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import {
  bundleWorkflowCode,
  DefaultLogger,
  Worker,
  type NativeConnection,
} from "@temporalio/worker";
import type { AircallActivities, MediaActivities } from "../domain/activities.ts";
import { taskQueues } from "../domain/wire.ts";

export interface WorkersOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly aircallActivities: AircallActivities;
  readonly mediaActivities: MediaActivities;
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
 * @throws when the server cannot be reached or the workflows do not bundle
 */
export async function createWorkers(options: WorkersOptions): Promise<Workers> {
  const { connection, namespace, queueRate } = options;
  const shared = { connection, namespace, ...grace };
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: workflowsPath(),
    // Webpack tells its whole story on every start otherwise.
    logger: new DefaultLogger("WARN"),
  });
  const workers = await Promise.all([
    Worker.create({
      ...shared,
      taskQueue: taskQueues.workflows,
      workflowBundle,
      maxCachedWorkflows: 200,
    }),
    Worker.create({
      ...shared,
      taskQueue: taskQueues.media,
      activities: options.mediaActivities,
      // Downloads wait for the network while engines use the cores.
      maxConcurrentActivityTaskExecutions: availableParallelism() + 2,
    }),
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

/** TypeScript in a clone, JavaScript in the published package. */
function workflowsPath(): string {
  const extension = extname(import.meta.url);
  return fileURLToPath(new URL(`../workflows/index${extension}`, import.meta.url));
}
