import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@temporalio/client";
import { createAircallActivities } from "../../activities/index.ts";
import { unservedQueues } from "../../temporal/server-facts.ts";
import { openPermits, type Permits as Queue } from "../../client/start/permits.ts";
import { taskQueues } from "../../domain/wire.ts";
import type { Config } from "../../platform/config/load-config.ts";
import { loggable, type Logger } from "../../platform/telemetry/log.ts";
import type { TemporalSession } from "./with-temporal.ts";
import type { OpenAccount } from "../open-account.ts";

/** Permits for single requests to Aircall, given in the account's queue. */
export type Permits = Pick<Queue, "take">;

export interface PermitOptions extends TemporalSession {
  readonly config: Pick<Config, "temporal">;
  readonly account: OpenAccount;
  readonly log: Logger;
  /** The command's name. */
  readonly purpose: string;
}

/** A worker that runs gives the first permit within this time, unless the account has used up its limit. */
const firstPermitMs = 10_000;

/** After this long without a permit a command gives up. */
const patienceMs = 180_000;

/**
 * Runs a command that sends requests of its own to Aircall: each waits for a permit from the
 * account's queue. Where no worker serves the queue, this process does until the command ends.
 */
export async function withPermits<T>(
  options: PermitOptions,
  work: (permits: Permits) => Promise<T>,
): Promise<T> {
  const { client, account, log, purpose } = options;
  await using opened = new AsyncDisposableStack();
  const queue = await openPermits(client, account.name, purpose);
  const first = queue.take();
  // Its failure is reported where it is awaited.
  first.catch(() => {});
  let helper: { stop: () => Promise<void> } | null = null;
  opened.defer(() => helper?.stop());
  opened.defer(() =>
    queue.close().catch((error: unknown) => log.debug(loggable(error), "permits not closed")),
  );
  const served = await isServed(client);
  if (!served || !(await within(first, firstPermitMs))) {
    const { name } = account;
    if (served) {
      log.warn(
        { account: name },
        `workers run, and none permits a request of the account: it may be paused, or they do not serve it; tried for ${patienceMs / 60_000} minutes`,
      );
    } else log.info({ account: name }, "no worker answers; this command serves the queue itself");
    helper = await serveQueue(options);
  }
  let isFirst = true;
  return await work({
    take: async () => {
      const permit = isFirst ? first : queue.take();
      isFirst = false;
      if (await within(permit, patienceMs)) return;
      throw new Error(
        `no request of account ${account.name} was permitted within ${patienceMs / 60_000} minutes: it is paused (afterbeep throttle show), or the workers that run do not serve it (docs/run/operations.md, Several accounts)`,
      );
    },
  });
}

/** Where no worker asked for work in the last minutes, none will give a permit. */
async function isServed(client: Client): Promise<boolean> {
  const unserved = await unservedQueues(client);
  return !unserved.includes(taskQueues.workflows) && !unserved.includes(taskQueues.aircall);
}

/** @throws what the promise throws */
async function within(promise: Promise<unknown>, ms: number): Promise<boolean> {
  const over = new AbortController();
  const late = delay(ms, false, { signal: over.signal }).catch(() => false);
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    over.abort();
  }
}

async function serveQueue(options: PermitOptions): Promise<{ stop: () => Promise<void> }> {
  const { address, config, account, log } = options;
  const [{ NativeConnection }, { createWorkers }, { openTemporalRuntime }] = await Promise.all([
    import("@temporalio/worker"),
    import("../../worker/create-workers.ts"),
    import("../../platform/telemetry/temporal-runtime.ts"),
  ]);
  await using opened = new AsyncDisposableStack();
  const runtime = openTemporalRuntime(log);
  opened.defer(() => runtime.close());
  const connection = await NativeConnection.connect(address.connectionOptions);
  opened.defer(() => connection.close());
  const workers = await createWorkers({
    dataConverter: address.dataConverter,
    tracing: null,
    connection,
    namespace: address.namespace,
    aircallActivities: createAircallActivities(new Map([[account.name, account]])),
    mediaActivities: null,
    version: config.temporal.version,
    queueRate: null,
  });
  const running = workers.run();
  // Its failure is reported where it is awaited: until then the command goes on and releases all.
  running.catch(() => {});
  opened.defer(async () => {
    workers.stop();
    await running;
  });
  const held = opened.move();
  return { stop: () => held.disposeAsync() };
}
