import type { DataConverter } from "@temporalio/common";
import { Worker, type NativeConnection, type WorkerPlugin } from "@temporalio/worker";
import { bundleWorkflows } from "./bundle-workflows.ts";
import { queuesOf, type QueueWork } from "./queues.ts";

export interface WorkersOptions extends QueueWork {
  readonly connection: NativeConnection;
  readonly namespace: string;
  /** Encrypts payloads; undefined, as the SDK has it, where no key is set. */
  readonly dataConverter: DataConverter | undefined;
  /** Of tracing, where it is on, and the module that the workflows need for it. */
  readonly tracing: { readonly plugin: WorkerPlugin; readonly workflowModule: string } | null;
}

/** The workers of one process, one a queue. */
export interface Workers {
  /** Works until stopped; rejects when a worker fails. */
  readonly run: () => Promise<void>;
  /** No new work; `run` resolves when what is under way is done. */
  readonly stop: () => void;
}

/**
 * Work under way has this long to end by itself; then its activities are cancelled and tried
 * elsewhere.
 */
const grace = { shutdownGraceTime: "20 seconds", shutdownForceTime: "30 seconds" } as const;

/**
 * @throws when the server cannot be reached or the workflows do not bundle; what was made by then is
 *   released
 */
export async function createWorkers(options: WorkersOptions): Promise<Workers> {
  const { connection, namespace, dataConverter, tracing } = options;
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
  const workers = await allOrNone(
    queuesOf(options, code).map((queue) => Worker.create({ ...shared, ...queue })),
  );
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

/** A worker that was made holds its connection open until it has run: those beside one that failed end at once. */
async function allOrNone(creations: readonly Promise<Worker>[]): Promise<readonly Worker[]> {
  const settled = await Promise.allSettled(creations);
  const made = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const failed = settled.find((one) => one.status === "rejected");
  if (!failed) return made;
  await Promise.allSettled(made.map((worker) => worker.runUntil(Promise.resolve())));
  throw failed.reason;
}
