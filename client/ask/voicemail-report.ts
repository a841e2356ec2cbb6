import type { Client } from "@temporalio/client";
import type proto from "@temporalio/proto";
import type { AircallActivities } from "../../domain/activities/aircall.ts";
import type { ArchivedRecording, Heard } from "../../domain/activities/media.ts";
import type { Report } from "../../domain/voicemail/report.ts";
import { valueOf } from "../../temporal/create-client.ts";

type HistoryEvent = proto.temporal.api.history.v1.IHistoryEvent;

/** What is written back on a call, or is to be. */
export interface WrittenBack {
  /** 1 to 5; null where the voicemail was not judged. */
  readonly urgency: number | null;
  /** As it was sent last; before that, as it will be. */
  readonly comment: string;
  /** Our names of them. */
  readonly tags: readonly string[];
}

/** What a history says of the report; null as long as there is none. */
export async function writtenBack(
  client: Client,
  events: readonly HistoryEvent[],
): Promise<WrittenBack | null> {
  const report = await reportIn(client, events);
  if (!report) return null;
  const { assessment, tags } = report;
  const urgency = assessment.status === "classified" ? assessment.urgency.level : null;
  return { urgency, comment: (await sentComment(client, events)) ?? report.comment, tags };
}

async function reportIn(client: Client, events: readonly HistoryEvent[]): Promise<Report | null> {
  const nameOf = new Map(
    events.map((one) => [
      String(one.eventId),
      one.activityTaskScheduledEventAttributes?.activityType?.name,
    ]),
  );
  for (const { activityTaskCompletedEventAttributes: completed } of events.toReversed()) {
    const [payload] = completed?.result?.payloads ?? [];
    const report = payload
      ? await reportOf(client, nameOf.get(String(completed?.scheduledEventId)), payload)
      : null;
    if (report) return report;
  }
  return null;
}

/** Judged in a step of its own, in the step that heard it, or in the one that downloaded it. */
async function reportOf(
  client: Client,
  activity: string | null | undefined,
  payload: proto.temporal.api.common.v1.IPayload,
): Promise<Report | null> {
  if (activity === "analyze") return valueOf<Report>(client, payload);
  if (activity === "transcribe") {
    return (await valueOf<Heard>(client, payload)).judged?.report ?? null;
  }
  if (activity !== "archiveRecording") return null;
  return (await valueOf<ArchivedRecording>(client, payload)).heard?.judged?.report ?? null;
}

/** Aircall may have been given the short form. */
async function sentComment(
  client: Client,
  events: readonly HistoryEvent[],
): Promise<string | null> {
  const scheduled = events
    .map((one) => one.activityTaskScheduledEventAttributes)
    .findLast((one) => one?.activityType?.name === "postComment");
  const [payload] = scheduled?.input?.payloads ?? [];
  if (!payload) return null;
  type Input = Parameters<AircallActivities["postComment"]>[0];
  return (await valueOf<Input>(client, payload)).comment;
}
