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

/** Before a paused account's name: the key that keeps the limit it resumes at. No account's name holds a colon. */
const keptPrefix = "resumes-at:";

/** Dispatches a second, an account. */
export function dispatchRate(requestsPerMinute: number): number {
  return (share * requestsPerMinute) / 60;
}

/** What the server holds of queue `aircall`. */
export interface Throttle {
  /** Dispatches a second of an account of weight 1; null when none was ever set. */
  readonly rate: number | null;
  /** Accounts with another limit than the usual one, as requests a minute; of a paused one, what it resumes at. */
  readonly limits: ReadonlyMap<string, number>;
  readonly paused: ReadonlySet<string>;
  /** Requests a minute of an account, also of one without a limit of its own. */
  readonly limitOf: (account: string) => number;
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
  const paused = new Set(
    weights
      .filter(([, weight]) => Math.abs(weight - pausedWeight) < 1e-6)
      .map(([account]) => account),
  );
  const limits = new Map<string, number>();
  for (const [key, weight] of weights) {
    const account = key.startsWith(keptPrefix) ? key.slice(keptPrefix.length) : key;
    // Of a paused account only what is kept says its limit.
    if (paused.has(account) === (key !== account)) limits.set(account, requestsOf(weight));
  }
  return {
    rate: config?.fairnessKeysRateLimitDefault?.rateLimit?.requestsPerSecond ?? null,
    limits,
    paused,
    limitOf: (account) => limits.get(account) ?? usualRequestsPerMinute,
    backlog: Number(stats?.approximateBacklogCount ?? 0),
  };
}

/** The server keeps weights in single precision. */
function requestsOf(weight: number): number {
  return Math.round(weight * usualRequestsPerMinute * 1_000) / 1_000;
}

/**
 * Sets an account's rate in queue `aircall`.
 *
 * @returns `per-account`, or `per-queue` on a server without limits per key: the workers must then
 * carry the limit
 * @throws when the server cannot be reached
 */
export function setThrottle(
  client: Client,
  account: string,
  requestsPerMinute: number,
): Promise<"per-account" | "per-queue"> {
  return setThrottles(client, new Map([[account, requestsPerMinute]]));
}

/**
 * Sets the rates of accounts in queue `aircall`: one rate for all fairness keys, and a weight for each
 * account with another limit. Compared first, since the server allows one such write a second, and all
 * in one write. A paused account stays paused, and resumes at it.
 *
 * @param limits requests a minute, by account; null leaves what stands
 * @returns as `setThrottle` does
 * @throws when the server cannot be reached
 */
export async function setThrottles(
  client: Client,
  limits: ReadonlyMap<string, number | null>,
): Promise<"per-account" | "per-queue"> {
  try {
    const { rate, limitOf, paused } = await readThrottle(client);
    const wanted = dispatchRate(usualRequestsPerMinute);
    if (rate === null || Math.abs(rate - wanted) > 1e-3) {
      await update(client, {
        updateFairnessKeyRateLimitDefault: {
          rateLimit: { requestsPerSecond: wanted },
          reason: `${usualRequestsPerMinute} requests a minute at Aircall`,
        },
      });
    }
    const other = [...limits].flatMap(([account, limit]) =>
      limit === null || limitOf(account) === limit ? [] : [{ account, limit }],
    );
    if (other.length === 0) return "per-account";
    await write(
      client,
      other.map(({ account, limit }) => ({
        account,
        requestsPerMinute: limit,
        paused: paused.has(account),
      })),
    );
    const now = await readThrottle(client);
    const isSet = other.every(({ account, limit }) => now.limitOf(account) === limit);
    return isSet ? "per-account" : "per-queue";
  } catch (error) {
    if (grpcCodeOf(error) === grpcCodes.unimplemented) return "per-queue";
    throw error;
  }
}

/** Lets nothing of an account be sent, on any worker, until it is resumed. Its limit is kept. */
export async function pauseAccount(client: Client, account: string): Promise<void> {
  const { limitOf, paused } = await readThrottle(client);
  if (paused.has(account)) return;
  await write(client, [{ account, requestsPerMinute: limitOf(account), paused: true }]);
}

/**
 * Takes up a paused account again, at the limit it had.
 *
 * @param fallback requests a minute, for one that was paused by an Afterbeep that kept no limit
 * @returns the limit, requests a minute
 */
export async function unpauseAccount(
  client: Client,
  account: string,
  fallback: number = usualRequestsPerMinute,
): Promise<number> {
  const requestsPerMinute = (await readThrottle(client)).limits.get(account) ?? fallback;
  await write(client, [{ account, requestsPerMinute, paused: false }]);
  return requestsPerMinute;
}

interface Standing {
  readonly account: string;
  readonly requestsPerMinute: number;
  readonly paused: boolean;
}

async function write(client: Client, standings: readonly Standing[]): Promise<void> {
  const set: Record<string, number> = {};
  const keys: string[] = [];
  for (const { account, requestsPerMinute, paused } of standings) {
    const weight = requestsPerMinute / usualRequestsPerMinute;
    const kept = `${keptPrefix}${account}`;
    keys.push(account, kept);
    if (paused) Object.assign(set, { [account]: pausedWeight, [kept]: weight });
    else if (weight !== 1) set[account] = weight;
  }
  await update(client, {
    setFairnessWeightOverrides: set,
    unsetFairnessWeightOverrides: keys.filter((key) => !Object.hasOwn(set, key)),
  });
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
