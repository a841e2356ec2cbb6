import proto from "@temporalio/proto";
import type { Client } from "@temporalio/client";
import { grpcCodeOf, grpcCodes } from "./grpc-code.ts";
import { within } from "./within.ts";
import { usualRequestsPerMinute } from "../domain/aircall-limits.ts";
import { taskQueues } from "../domain/wire.ts";

const { TaskQueueType } = proto.temporal.api.enums.v1;

/**
 * Share of an account's limit that the server dispatches. It spaces dispatch, not requests: at 0.96
 * one stalled event loop was seen to reach 105 of 100 in a minute, at 0.9 the worst was 99.
 */
const share = 0.9;

/**
 * Weight of a paused account, one that no limit in whole requests gives. Its workers send nothing
 * then; this is what is left of its dispatches, one in 7 seconds. Much less would outlast the
 * pause: the server keeps to the time it has once given for the next dispatch.
 */
const pausedWeight = 0.1001;

/** Dispatches a second, an account. */
export function dispatchRate(requestsPerMinute: number): number {
  return (share * requestsPerMinute) / 60;
}

/** What the server holds of queue `aircall`. */
export interface Throttle {
  /** Dispatches a second of an account of weight 1; null when none was ever set. */
  readonly rate: number | null;
  /** Accounts with another limit than the usual one, as requests a minute. */
  readonly limits: ReadonlyMap<string, number>;
  readonly paused: ReadonlySet<string>;
  /** Activities that wait for dispatch, about. */
  readonly backlog: number;
}

const deadlineMs = 5_000;

/** @throws when the server cannot be reached */
export async function readThrottle(client: Client): Promise<Throttle> {
  const described = await within(client, deadlineMs, () =>
    client.connection.workflowService.describeTaskQueue({
      ...queue(client),
      taskQueue: { name: taskQueues.aircall },
      reportConfig: true,
      reportStats: true,
    }),
  );
  const { config, stats } = described;
  const weights = Object.entries(config?.fairnessWeightOverrides ?? {});
  const isPaused = (weight: number): boolean => Math.abs(weight - pausedWeight) < 1e-6;
  return {
    rate: config?.fairnessKeysRateLimitDefault?.rateLimit?.requestsPerSecond ?? null,
    limits: new Map(
      weights
        .filter(([, weight]) => !isPaused(weight))
        .map(([account, weight]) => [
          account,
          Math.round(weight * usualRequestsPerMinute * 1_000) / 1_000,
        ]),
    ),
    paused: new Set(weights.filter(([, weight]) => isPaused(weight)).map(([account]) => account)),
    backlog: Number(stats?.approximateBacklogCount ?? 0),
  };
}

/**
 * Sets an account's rate in queue `aircall`: one rate for all fairness keys, and a weight for an
 * account with another limit. Compared first, since the server allows one such write a second. A
 * paused account stays paused.
 *
 * @returns `per-account`, or `per-queue` on a server without limits per key: the workers must then
 * carry the limit
 * @throws when the server cannot be reached
 */
export async function setThrottle(
  client: Client,
  account: string,
  requestsPerMinute: number,
): Promise<"per-account" | "per-queue"> {
  try {
    const { rate, limits, paused } = await readThrottle(client);
    const wanted = dispatchRate(usualRequestsPerMinute);
    if (rate === null || Math.abs(rate - wanted) > 1e-3) {
      await update(client, {
        updateFairnessKeyRateLimitDefault: {
          rateLimit: { requestsPerSecond: wanted },
          reason: `${usualRequestsPerMinute} requests a minute at Aircall`,
        },
      });
    }
    const standing = limits.get(account) ?? usualRequestsPerMinute;
    if (standing === requestsPerMinute || paused.has(account)) return "per-account";
    await setWeight(client, account, requestsPerMinute / usualRequestsPerMinute);
    const now = await readThrottle(client);
    return (now.limits.get(account) ?? usualRequestsPerMinute) === requestsPerMinute
      ? "per-account"
      : "per-queue";
  } catch (error) {
    if (grpcCodeOf(error) === grpcCodes.unimplemented) return "per-queue";
    throw error;
  }
}

/** Lets nothing of an account be sent, on any worker, until it is resumed. */
export async function pauseAccount(client: Client, account: string): Promise<void> {
  await setWeight(client, account, pausedWeight);
}

/** Takes up a paused account again, at the usual limit or the one given. */
export async function unpauseAccount(
  client: Client,
  account: string,
  requestsPerMinute: number,
): Promise<void> {
  await setWeight(client, account, requestsPerMinute / usualRequestsPerMinute);
}

async function setWeight(client: Client, account: string, weight: number): Promise<void> {
  await update(
    client,
    weight === 1
      ? { unsetFairnessWeightOverrides: [account] }
      : { setFairnessWeightOverrides: { [account]: weight } },
  );
}

async function update(
  client: Client,
  change: Partial<Parameters<Client["connection"]["workflowService"]["updateTaskQueueConfig"]>[0]>,
): Promise<void> {
  await within(client, deadlineMs, () =>
    client.connection.workflowService.updateTaskQueueConfig({
      ...queue(client),
      taskQueue: taskQueues.aircall,
      identity: "afterbeep",
      ...change,
    }),
  );
}

function queue(client: Client) {
  return {
    namespace: client.options.namespace,
    taskQueueType: TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
  };
}
