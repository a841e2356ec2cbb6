import { defaultPayloadConverter } from "@temporalio/client";
import type proto from "@temporalio/proto";

type HistoryEvent = proto.temporal.api.history.v1.IHistoryEvent;
type Payload = proto.temporal.api.common.v1.IPayload;
type Failure = proto.temporal.api.failure.v1.IFailure;

/** A step of a workflow, as people call it: activities and timers of the same name in a row are one. */
export interface Stage {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Null while it goes on. */
  readonly ms: number | null;
  /** Tries, without those of an activity that goes on: a history tells of them when it ends. */
  readonly attempts: number;
}

interface Told {
  readonly stages: readonly Stage[];
  readonly lastFailure: Failure | null;
  /** As Temporal keeps it. */
  readonly result: Payload | null;
}

/** Reads a history: each activity and each named timer is a stage, or part of one. */
export function stagesOf(events: readonly HistoryEvent[]): Told {
  const stages: Stage[] = [];
  /** Which stage an event began, by its id. */
  const begun = new Map<string, number>();
  let lastFailure: Failure | null = null;
  let result: Payload | null = null;

  const begin = (event: HistoryEvent, isActivity: boolean): void => {
    const name = summaryOf(event);
    if (name === null) return;
    const startedAt = timeOf(event);
    const last = stages.at(-1);
    if (last?.name === name) stages[stages.length - 1] = { ...last, ms: null };
    else stages.push({ name, startedAt, ms: null, attempts: isActivity ? 0 : 1 });
    begun.set(String(event.eventId), stages.length - 1);
  };
  const end = (event: HistoryEvent, beganBy: unknown): void => {
    const index = begun.get(String(beganBy));
    const stage = index === undefined ? undefined : stages[index];
    if (index === undefined || !stage) return;
    stages[index] = { ...stage, ms: timeOf(event) - stage.startedAt };
  };
  const tried = (beganBy: unknown, attempt: number): void => {
    const index = begun.get(String(beganBy));
    const stage = index === undefined ? undefined : stages[index];
    if (index === undefined || !stage) return;
    stages[index] = { ...stage, attempts: stage.attempts + attempt };
  };

  for (const event of events) {
    const {
      activityTaskScheduledEventAttributes: scheduled,
      activityTaskStartedEventAttributes: started,
      activityTaskFailedEventAttributes: failed,
      activityTaskTimedOutEventAttributes: timedOut,
      timerStartedEventAttributes: timer,
      workflowExecutionCompletedEventAttributes: completed,
      workflowExecutionFailedEventAttributes: broken,
    } = event;
    const over = event.activityTaskCompletedEventAttributes ?? failed ?? timedOut;
    const timerOver = event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes;
    if (scheduled) begin(event, true);
    if (timer) begin(event, false);
    if (started) tried(started.scheduledEventId, started.attempt ?? 1);
    if (over) end(event, over.scheduledEventId);
    if (timerOver) end(event, timerOver.startedEventId);
    lastFailure = broken?.failure ?? failed?.failure ?? timedOut?.failure ?? lastFailure;
    const [payload] = completed?.result?.payloads ?? [];
    if (payload) result = payload;
  }
  return { stages, lastFailure, result };
}

function summaryOf({ userMetadata }: HistoryEvent): string | null {
  const summary = userMetadata?.summary;
  return summary ? defaultPayloadConverter.fromPayload<string>(summary) : null;
}

function timeOf({ eventTime }: HistoryEvent): number {
  return Number(eventTime?.seconds ?? 0) * 1000 + Math.floor((eventTime?.nanos ?? 0) / 1e6);
}
