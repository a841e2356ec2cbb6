import type { Client } from "@temporalio/client";
import type { Finding } from "../domain/report.ts";

/**
 * What was found out about a voicemail before it was judged, from Temporal's history of its latest run; null when it was
 * not judged yet.
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
  if (!payload) return null;
  const { payloadCodecs, payloadConverter } = client.options.loadedDataConverter;
  let payloads = [payload];
  for (const codec of payloadCodecs) payloads = await codec.decode(payloads);
  return payloads[0] ? payloadConverter.fromPayload<Finding>(payloads[0]) : null;
}
