import type { Client } from "@temporalio/client";
import { taskQueues, searchAttributes } from "../domain/wire.ts";
import proto from "@temporalio/proto";

const { TaskQueueType } = proto.temporal.api.enums.v1;

const deadlineMs = 5_000;
const dayMs = 86_400_000;

/** @throws when the server cannot be reached */
export async function serverVersion(client: Client): Promise<string> {
  const { serverVersion: version } = await client.withDeadline(Date.now() + deadlineMs, () =>
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
  const { config } = await client.withDeadline(Date.now() + deadlineMs, () =>
    client.connection.workflowService.describeNamespace({ namespace: client.options.namespace }),
  );
  return (Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) * 1_000) / dayMs;
}

/** @throws where only an admin may, as on Temporal Cloud */
export async function setRetentionDays(client: Client, days: number): Promise<void> {
  await client.withDeadline(Date.now() + deadlineMs, () =>
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

/** Those of our search attributes that a query may not name. Asked by query: Temporal Cloud answers nothing else. */
export async function missingSearchAttributes(client: Client): Promise<string[]> {
  const missing: string[] = [];
  for (const [name, type] of Object.entries(searchAttributes)) {
    const query = `${name} = ${type === "INT" ? "1" : "'doctor'"}`;
    try {
      await client.withDeadline(Date.now() + deadlineMs, () => client.workflow.count(query));
    } catch (error) {
      if (!isInvalidQuery(error)) throw error;
      missing.push(name);
    }
  }
  return missing;
}

/** gRPC's INVALID_ARGUMENT. */
const invalidArgument: number = 3;

function isInvalidQuery(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && "code" in cause && cause.code === invalidArgument;
}

/** Queues of ours that no worker has asked for work lately. */
export async function unservedQueues(client: Client): Promise<string[]> {
  const { namespace } = client.options;
  const kinds = [
    [taskQueues.workflows, TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW],
    [taskQueues.media, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY],
    [taskQueues.aircall, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY],
  ] as const;
  const described = await Promise.all(
    kinds.map(async ([name, taskQueueType]) => {
      const { pollers } = await client.withDeadline(Date.now() + deadlineMs, () =>
        client.connection.workflowService.describeTaskQueue({
          namespace,
          taskQueue: { name },
          taskQueueType,
        }),
      );
      return { name, served: (pollers ?? []).length > 0 };
    }),
  );
  return described.filter(({ served }) => !served).map(({ name }) => name);
}
