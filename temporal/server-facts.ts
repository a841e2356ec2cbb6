import { grpcCodeOf, grpcCodes } from "./grpc-code.ts";
import { within } from "./within.ts";
import type { Client } from "@temporalio/client";
import { dayMs } from "../domain/duration.ts";
import { taskQueues, searchAttributes } from "../domain/wire.ts";
import proto from "@temporalio/proto";

const { TaskQueueType } = proto.temporal.api.enums.v1;

const deadlineMs = 5_000;

/** @throws when the server cannot be reached */
export async function serverVersion(client: Client): Promise<string> {
  const { serverVersion: version } = await within(client, deadlineMs, () =>
    client.connection.workflowService.getSystemInfo({}),
  );
  return version || "unknown";
}

/**
 * How long the namespace keeps ended workflows, in days.
 *
 * @throws when there is no such namespace, or it may not be read
 */
export async function retentionDays(client: Client): Promise<number> {
  const { config } = await within(client, deadlineMs, () =>
    client.connection.workflowService.describeNamespace({ namespace: client.options.namespace }),
  );
  return (Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) * 1_000) / dayMs;
}

/** @throws where only an admin may, as on Temporal Cloud */
export async function setRetentionDays(client: Client, days: number): Promise<void> {
  await within(client, deadlineMs, () =>
    client.connection.workflowService.updateNamespace({
      namespace: client.options.namespace,
      config: {
        workflowExecutionRetentionTtl: proto.google.protobuf.Duration.fromObject({
          seconds: Math.round((days * dayMs) / 1_000),
        }),
      },
    }),
  );
}

/**
 * Those of our search attributes that a query may not name. Asked by query: Temporal Cloud answers
 * nothing else.
 */
export async function missingSearchAttributes(client: Client): Promise<string[]> {
  const missing: string[] = [];
  for (const [name, type] of Object.entries(searchAttributes)) {
    const query = `${name} = ${type === "INT" ? "1" : "'doctor'"}`;
    try {
      await within(client, deadlineMs, () => client.workflow.count(query));
    } catch (error) {
      if (grpcCodeOf(error) !== grpcCodes.invalidArgument) throw error;
      missing.push(name);
    }
  }
  return missing;
}

/** Queues of ours that no worker has asked for work lately. */
export async function unservedQueues(client: Client): Promise<string[]> {
  const described = await describeQueues(client);
  return described.filter(({ pollers }) => (pollers ?? []).length === 0).map(({ queue }) => queue);
}

/** What waits in a queue, as the server estimates it. */
export interface Backlog {
  readonly queue: string;
  readonly waiting: number;
  readonly oldestSeconds: number;
}

/** @throws when the server cannot be reached */
export async function backlogs(client: Client): Promise<Backlog[]> {
  const described = await describeQueues(client);
  return described.map(({ queue, stats }) => ({
    queue,
    waiting: Number(stats?.approximateBacklogCount ?? 0),
    oldestSeconds: Number(stats?.approximateBacklogAge?.seconds ?? 0),
  }));
}

const queues = [
  [taskQueues.workflows, TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW],
  [taskQueues.media, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY],
  [taskQueues.aircall, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY],
] as const;

function describeQueues(client: Client) {
  const { namespace } = client.options;
  return Promise.all(
    queues.map(async ([queue, taskQueueType]) => {
      const { pollers, stats } = await within(client, deadlineMs, () =>
        client.connection.workflowService.describeTaskQueue({
          namespace,
          taskQueue: { name: queue },
          taskQueueType,
          reportStats: true,
        }),
      );
      return { queue, pollers, stats };
    }),
  );
}
