import type { Client } from "@temporalio/client";
import type proto from "@temporalio/proto";
import type { ArchivedRecording, Heard } from "../../domain/activities/media.ts";
import { valueOf } from "../../temporal/create-client.ts";
import type { Within } from "./read-history.ts";

type HistoryEvent = proto.temporal.api.history.v1.IHistoryEvent;

/** What was heard in the step of its download, and judged in the step that heard it, as steps of their own. */
export async function doneWithin(client: Client, events: readonly HistoryEvent[]): Promise<Within> {
  const nameOf = new Map(
    events.map((one) => [
      String(one.eventId),
      one.activityTaskScheduledEventAttributes?.activityType?.name,
    ]),
  );
  const within = new Map<HistoryEvent, readonly { name: string; ms: number }[]>();
  for (const event of events) {
    const completed = event.activityTaskCompletedEventAttributes;
    const [payload] = completed?.result?.payloads ?? [];
    const activity = nameOf.get(String(completed?.scheduledEventId));
    if (!payload) continue;
    if (activity === "archiveRecording") {
      const { heard, heardInMs = 0 } = await valueOf<ArchivedRecording>(client, payload);
      if (heard) within.set(event, [...heardIn(heardInMs, heard), ...judgedIn(heard)]);
    } else if (activity === "transcribe") {
      within.set(event, judgedIn(await valueOf<Heard>(client, payload)));
    }
  }
  return within;
}

const heardIn = (ms: number, { judged }: Heard) => [
  { name: "transcribe", ms: Math.max(0, ms - (judged?.ms ?? 0)) },
];

const judgedIn = ({ judged }: Heard) =>
  judged ? [{ name: "judge and put into words", ms: judged.ms }] : [];
