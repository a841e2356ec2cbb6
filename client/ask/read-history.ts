import { defaultPayloadConverter } from "@temporalio/client";
import type proto from "@temporalio/proto";
import type { Step } from "../../domain/voicemail/step.ts";

type HistoryEvent = proto.temporal.api.history.v1.IHistoryEvent;
type Payload = proto.temporal.api.common.v1.IPayload;
type Failure = proto.temporal.api.failure.v1.IFailure;

/** A step as a history shows it: activities and timers of the same name in a row are one. */
export interface HistoryStep extends Step {
  /** Tries, without those of an activity that goes on: they are in the history when it ends. */
  readonly attempts: number;
}

interface HistoryReading {
  readonly steps: readonly HistoryStep[];
  readonly lastFailure: Failure | null;
  /** As Temporal keeps it. */
  readonly result: Payload | null;
}

/** What an activity did besides what it is named for, one after the other at its end. */
export type Within = ReadonlyMap<
  HistoryEvent,
  readonly { readonly name: string; readonly ms: number }[]
>;

/** Reads a history: each activity and each named timer is a step, or part of one. */
export function readHistory(
  events: readonly HistoryEvent[],
  within: Within = new Map(),
): HistoryReading {
  const steps: HistoryStep[] = [];
  /** Which step an event began, by its id. */
  const begun = new Map<string, number>();
  let lastFailure: Failure | null = null;
  let result: Payload | null = null;

  /** An activity was scheduled, or a timer started. */
  const begin = (event: HistoryEvent, isActivity: boolean): void => {
    const name = summaryOf(event);
    if (name === null) return;
    const startedAt = timeOf(event);
    const last = steps.at(-1);
    if (last?.name === name) steps[steps.length - 1] = { ...last, ms: null };
    else steps.push({ name, startedAt, ms: null, attempts: isActivity ? 0 : 1 });
    begun.set(String(event.eventId), steps.length - 1);
  };
  /** It is over, however it ended. */
  const end = (event: HistoryEvent, beganBy: unknown): void => {
    const index = begun.get(String(beganBy));
    const step = index === undefined ? undefined : steps[index];
    if (index === undefined || !step) return;
    const besides = within.get(event) ?? [];
    let at = timeOf(event) - besides.reduce((sum, { ms }) => sum + ms, 0);
    steps[index] = { ...step, ms: Math.max(0, at - step.startedAt) };
    const inner = besides.map(({ name, ms }) => ({
      name,
      ms,
      startedAt: (at += ms) - ms,
      attempts: 1,
    }));
    steps.splice(index + 1, 0, ...inner);
    for (const [id, begunAt] of begun) if (begunAt > index) begun.set(id, begunAt + inner.length);
  };
  /** A worker took it: this many attempts were made. */
  const tried = (beganBy: unknown, attempt: number): void => {
    const index = begun.get(String(beganBy));
    const step = index === undefined ? undefined : steps[index];
    if (index === undefined || !step) return;
    steps[index] = { ...step, attempts: step.attempts + attempt };
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
  return { steps, lastFailure, result };
}

function summaryOf({ userMetadata }: HistoryEvent): string | null {
  const summary = userMetadata?.summary;
  return summary ? defaultPayloadConverter.fromPayload<string>(summary) : null;
}

function timeOf({ eventTime }: HistoryEvent): number {
  return Number(eventTime?.seconds ?? 0) * 1_000 + Math.floor((eventTime?.nanos ?? 0) / 1e6);
}
