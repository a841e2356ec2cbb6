import type { Client } from "@temporalio/client";
import type proto from "@temporalio/proto";
import type { ArchivedRecording, Heard, ToHear } from "../../domain/activities/media.ts";
import { outcomeOf } from "../../domain/voicemail/outcome.ts";
import type { Finding } from "../../domain/voicemail/report.ts";
import { valueOf } from "../../temporal/create-client.ts";

type HistoryEvent = proto.temporal.api.history.v1.IHistoryEvent;

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
  const all = events ?? [];
  for (const event of all.toReversed()) {
    const finding = (await askedFor(client, event)) ?? (await judgedBeside(client, event, all));
    if (finding) return finding;
  }
  return null;
}

/** Where it was judged in a step of its own. */
async function askedFor(client: Client, event: HistoryEvent): Promise<Finding | null> {
  const scheduled = event.activityTaskScheduledEventAttributes;
  const [payload] = scheduled?.input?.payloads ?? [];
  if (scheduled?.activityType?.name !== "analyze" || !payload) return null;
  return valueOf<Finding>(client, payload);
}

/** Where it was judged in the step that heard it. */
async function judgedBeside(
  client: Client,
  { activityTaskCompletedEventAttributes: completed }: HistoryEvent,
  events: readonly HistoryEvent[],
): Promise<Finding | null> {
  const [result] = completed?.result?.payloads ?? [];
  const scheduled = events.find(
    ({ eventId }) => String(eventId) === String(completed?.scheduledEventId),
  )?.activityTaskScheduledEventAttributes;
  const [input] = scheduled?.input?.payloads ?? [];
  if (!result || !input) return null;
  const name = scheduled?.activityType?.name;
  if (name === "archiveRecording") {
    const { heard } = await valueOf<ArchivedRecording>(client, result);
    const { hear } = await valueOf<{ readonly hear?: Pick<ToHear, "judge"> }>(client, input);
    return findingOf(heard, hear?.judge);
  }
  if (name !== "transcribe") return null;
  const { judge } = await valueOf<ToHear>(client, input);
  return findingOf(await valueOf<Heard>(client, result), judge);
}

function findingOf(heard: Heard | undefined, unheard: ToHear["judge"]): Finding | null {
  if (!heard?.judged || !unheard) return null;
  const { judged: _, ...hearing } = heard;
  return { ...unheard, outcome: outcomeOf(hearing), hearing, reason: null };
}
