import type { Client, WorkflowExecutionDescription } from "@temporalio/client";
import proto from "@temporalio/proto";
import { outcomes, type Outcome } from "../../domain/voicemail/outcome.ts";
import type { Step } from "../../domain/voicemail/step.ts";
import type { Via } from "../../domain/voicemail/proof.ts";
import type { VoicemailResult } from "../../domain/voicemail/voicemail.ts";
import { decrypted, valueOf } from "../../temporal/create-client.ts";
import { doneWithin } from "./done-within.ts";
import { readHistory, type HistoryStep } from "./read-history.ts";
import { writtenBack } from "./voicemail-report.ts";

const { PendingActivityState } = proto.temporal.api.enums.v1;

/** What is known of a voicemail. */
export interface VoicemailStory {
  readonly callId: number;
  readonly workflowId: string;
  /** Null as long as Temporal has not taken it. */
  readonly runId: string | null;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** `waiting` for a time, an event, or a permit; `running` while somebody works on it. */
  readonly state: "waiting" | "running" | "done" | "failed";
  /** The step it is in, or ended with. */
  readonly step: string;
  readonly outcome: Outcome | null;
  /** How the workflow ended; null as long as it has not, and where it failed. */
  readonly status: VoicemailResult["status"] | null;
  readonly via: Via | null;
  /** 1 to 5; null where it was not judged. */
  readonly urgency: number | null;
  /** The comment as it was sent last, or as it will be; null as long as there is none. */
  readonly comment: string | null;
  /** Tags that go with it, by our names. */
  readonly tags: readonly string[];
  /** Tries of that step so far. */
  readonly attempts: number;
  /** The last failure; null when nothing failed. */
  readonly lastError: string | null;
  readonly stages: readonly Step[];
}

/**
 * What has happened to a voicemail, from Temporal's history: needs no worker.
 *
 * @throws WorkflowNotFoundError
 */
export async function voicemailStory(
  client: Client,
  callId: number,
  workflowId: string,
  runId?: string,
): Promise<VoicemailStory> {
  const handle = client.workflow.getHandle(workflowId, runId);
  const description = await handle.describe();
  const { events } = await handle.fetchHistory();
  const named = await Promise.all((events ?? []).map((event) => withClearName(client, event)));
  const within = await doneWithin(client, named);
  const { steps, lastFailure, result: payload } = readHistory(named, within);
  const written = await writtenBack(client, named);
  const result = payload ? await valueOf<VoicemailResult>(client, payload) : null;
  const pending = description.raw.pendingActivities?.[0];
  const last = steps.at(-1);
  return {
    callId,
    workflowId,
    runId: description.runId,
    startedAt: description.startTime.getTime(),
    state: stateOf(description, last),
    step: last?.name ?? "start",
    outcome: result?.outcome ?? outcomeAttribute(description),
    status: result?.status ?? null,
    via: result?.status === "delivered" ? result.via : null,
    urgency: written?.urgency ?? null,
    comment: written?.comment ?? null,
    tags: written?.tags ?? [],
    attempts: (last?.attempts ?? 0) + (pending?.attempt ?? 0),
    lastError: await messageOf(client, pending?.lastFailure ?? lastFailure),
    stages: steps.map(({ name, startedAt, ms }) => ({ name, startedAt, ms })),
  };
}

type HistoryEvent = proto.temporal.api.history.v1.IHistoryEvent;

/** Steps are named in payloads, and those may be encrypted. */
async function withClearName(client: Client, event: HistoryEvent): Promise<HistoryEvent> {
  const { userMetadata } = event;
  const summary = userMetadata?.summary;
  if (!summary) return event;
  return { ...event, userMetadata: { ...userMetadata, summary: await decrypted(client, summary) } };
}

function stateOf(
  { status, raw }: WorkflowExecutionDescription,
  last: HistoryStep | undefined,
): VoicemailStory["state"] {
  if (status.name === "COMPLETED") return "done";
  if (status.name !== "RUNNING") return "failed";
  const activities = raw.pendingActivities ?? [];
  const started = activities.some(
    ({ state }) => state === PendingActivityState.PENDING_ACTIVITY_STATE_STARTED,
  );
  if (started) return "running";
  // Between two steps a workflow task is under way.
  return activities.length > 0 || (last && last.ms === null) ? "waiting" : "running";
}

function outcomeAttribute({ typedSearchAttributes }: WorkflowExecutionDescription): Outcome | null {
  const pair = typedSearchAttributes.getAll().find(({ key }) => key.name === "VoicemailOutcome");
  return outcomes.find((outcome) => outcome === pair?.value) ?? null;
}

type Failure = proto.temporal.api.failure.v1.IFailure;

async function messageOf(
  client: Client,
  failure: Failure | null | undefined,
): Promise<string | null> {
  if (!failure) return null;
  // An activity's failure wraps what the activity threw.
  const inner = failure.activityFailureInfo && failure.cause ? failure.cause : failure;
  const type = inner.applicationFailureInfo?.type ?? (inner.timeoutFailureInfo ? "Lost" : null);
  // Where payloads are encrypted, messages are one.
  const hidden = inner.encodedAttributes
    ? await valueOf<{ readonly message?: string }>(client, inner.encodedAttributes)
    : null;
  const message = hidden?.message ?? inner.message;
  return type ? `${type}: ${message ?? ""}` : (message ?? null);
}
