import type { Client } from "@temporalio/client";
import { valueOf } from "../../temporal/create-client.ts";
import type { Finding } from "../../domain/voicemail/report.ts";

/**
 * What was found out about a voicemail before it was judged, from Temporal's history of its latest
 * run; null when it was not judged yet.
 *
 * @throws WorkflowNotFoundError
 */
export async function voicemailFinding(
  client: Client,
  workflowId: string,
): Promise<Finding | null> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const scheduled = (events ?? [])
    .map(({ activityTaskScheduledEventAttributes: one }) => one)
    .findLast((one) => one?.activityType?.name === "analyze");
  const [payload] = scheduled?.input?.payloads ?? [];
  return payload ? valueOf<Finding>(client, payload) : null;
}
