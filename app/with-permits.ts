import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@temporalio/client";
import { createAircallActivities } from "../activities/index.ts";
import { unservedQueues } from "../temporal/server-facts.ts";
import { openPermits, type Permits } from "../client/start/permits.ts";
import { taskQueues } from "../domain/wire.ts";
import type { OpenAccount } from "./open-account.ts";
import { loggable, type Logger } from "../platform/telemetry/log.ts";
import type { TemporalSession } from "./with-temporal.ts";

/** A worker that runs gives the first turn within this time, unless the account has used up its limit. */
const firstTurnMs = 10_000;

/** After this long without a turn a command gives up. */
const patienceMs = 180_000;

/**
 * Runs a command that sends requests of its own to Aircall: each takes its turn in the account's queue. Where no worker
 * serves the queue, this process does until the command ends.
 *
 * @param purpose the command's name
 */
export async function withTurns<T>(
  session: TemporalSession,
  account: OpenAccount,
  log: Logger,
  purpose: string,
  work: (turns: Pick<Permits, "take">) => Promise<T>,
): Promise<T> {
  const turns = await openPermits(session.client, account.name, purpose);
  let helper: { stop: () => Promise<void> } | null = null;
  const first = turns.take();
  // Its failure is told where it is awaited.
  first.catch(() => {});
  try {
    if (!(await isServed(session.client)) || !(await within(first, firstTurnMs))) {
      log.info({ account: account.name }, "no worker gives a turn; this process serves the queue");
      helper = await serveQueue(session, account, log);
    }
    let isFirst = true;
    return await work({
      take: async () => {
        const turn = isFirst ? first : turns.take();
        isFirst = false;
        if (await within(turn, patienceMs)) return;
        throw new Error(
          `no request of account ${account.name} had its turn within ${patienceMs / 60_000} minutes; is the account paused? See afterbeep throttle show`,
        );
      },
    });
  } finally {
    await turns.close().catch((error: unknown) => log.debug(loggable(error), "turns not closed"));
    await helper?.stop();
  }
}

/** Where no worker asked for work in the last minutes, none will give a turn. */
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

async function serveQueue(
  { address, version }: TemporalSession,
  account: OpenAccount,
  log: Logger,
): Promise<{ stop: () => Promise<void> }> {
  const [{ NativeConnection }, { createWorkers }, { openTemporalRuntime }] = await Promise.all([
    import("@temporalio/worker"),
    import("../worker/create-workers.ts"),
    import("../platform/telemetry/temporal-runtime.ts"),
  ]);
  const runtime = openTemporalRuntime(log);
  const connection = await NativeConnection.connect(address.connectionOptions);
  const workers = await createWorkers({
    dataConverter: address.dataConverter,
    connection,
    namespace: address.namespace,
    aircallActivities: createAircallActivities(new Map([[account.name, account]])),
    mediaActivities: null,
    version,
    queueRate: null,
  });
  const running = workers.run();
  return {
    stop: async () => {
      workers.stop();
      await running;
      await connection.close();
      await runtime.close();
    },
  };
}
