import proto from "@temporalio/proto";
import type { Client } from "@temporalio/client";
import { taskQueues } from "../domain/wire.ts";

const { TaskQueueType } = proto.temporal.api.enums.v1;

/**
 * Share of an account's limit that the server dispatches. It spaces dispatch, not requests: at 0.96 one stalled event
 * loop was seen to reach 105 of 100 in a minute, at 0.9 the worst was 99.
 */
const share = 0.9;

/** Dispatches a second, an account. */
export function dispatchRate(requestsPerMinute: number): number {
  return (share * requestsPerMinute) / 60;
}

/** gRPC's UNIMPLEMENTED. */
const unimplemented: number = 12;

const deadlineMs = 5_000;

/**
 * Sets the rate of queue `aircall` for each fairness key, that is for each account. Compared first: the server allows one
 * such write a second.
 *
 * @returns `per-account`, or `per-queue` on a server without key limits: the workers must then carry the limit
 * @throws when the server cannot be reached
 */
export async function setThrottle(
  client: Client,
  requestsPerMinute: number,
): Promise<"per-account" | "per-queue"> {
  const { namespace } = client.options;
  const queue = {
    namespace,
    taskQueueType: TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
  };
  const rate = dispatchRate(requestsPerMinute);
  const { workflowService } = client.connection;
  try {
    await client.withDeadline(Date.now() + deadlineMs, async () => {
      const described = await workflowService.describeTaskQueue({
        ...queue,
        taskQueue: { name: taskQueues.aircall },
        reportConfig: true,
      });
      const current =
        described.config?.fairnessKeysRateLimitDefault?.rateLimit?.requestsPerSecond ?? null;
      if (current !== null && Math.abs(current - rate) < 1e-3) return;
      await workflowService.updateTaskQueueConfig({
        ...queue,
        taskQueue: taskQueues.aircall,
        identity: "afterbeep",
        updateFairnessKeyRateLimitDefault: {
          rateLimit: { requestsPerSecond: rate },
          reason: `${requestsPerMinute} requests a minute at Aircall`,
        },
      });
    });
    return "per-account";
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === unimplemented) {
      return "per-queue";
    }
    throw error;
  }
}
