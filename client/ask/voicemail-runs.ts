import { whenFound } from "../../temporal/when-found.ts";
import type { Client, WorkflowExecutionInfo } from "@temporalio/client";
import type { Outcome } from "../../domain/voicemail/outcome.ts";
import type { RunState } from "../../domain/voicemail/verification.ts";
import type { VoicemailResult } from "../../domain/voicemail/voicemail.ts";
import { voicemailIdPrefix, workflowIdFor } from "../../domain/wire.ts";
import { voicemailsOf } from "./voicemail-queries.ts";

/** The latest run of a voicemail's workflow. */
export interface VoicemailRun {
  readonly callId: number;
  readonly state: RunState;
  readonly outcome: Outcome | null;
  readonly startedAt: Date;
}

/** The latest runs of an account's voicemails that were started from a moment on, by call. */
export async function runsSince(
  client: Client,
  account: string,
  since: Date,
): Promise<ReadonlyMap<number, VoicemailRun>> {
  const query = `${voicemailsOf(account)} AND StartTime >= '${since.toISOString()}'`;
  const latest = new Map<number, WorkflowExecutionInfo>();
  for await (const run of client.workflow.list({ query })) {
    const callId = callIdOf(account, run.workflowId);
    if (callId === null) continue;
    const other = latest.get(callId);
    if (!other || other.startTime < run.startTime) latest.set(callId, run);
  }
  const runs = new Map<number, VoicemailRun>();
  for (const [callId, run] of latest) runs.set(callId, await read(client, callId, run));
  return runs;
}

/** The latest run of one voicemail; null when Temporal knows none. */
export async function runOf(
  client: Client,
  account: string,
  callId: number,
): Promise<VoicemailRun | null> {
  const handle = client.workflow.getHandle(workflowIdFor(account, callId));
  const run = await whenFound(handle.describe());
  return run && read(client, callId, run);
}

/** Null for an id that is not one of the account's voicemails. */
export function callIdOf(account: string, workflowId: string): number | null {
  const prefix = voicemailIdPrefix(account);
  const rest = workflowId.startsWith(prefix) ? workflowId.slice(prefix.length) : "";
  return /^\d+$/.test(rest) ? Number(rest) : null;
}

async function read(
  client: Client,
  callId: number,
  run: Pick<WorkflowExecutionInfo, "startTime" | "workflowId" | "runId" | "status">,
): Promise<VoicemailRun> {
  const { startTime: startedAt, workflowId, runId } = run;
  const { name } = run.status;
  if (name !== "COMPLETED") {
    const state = name === "RUNNING" || name === "CONTINUED_AS_NEW" ? "open" : "failed";
    return { callId, startedAt, state, outcome: null };
  }
  const handle = client.workflow.getHandle(workflowId, runId);
  const { status, outcome }: VoicemailResult = await handle.result();
  return { callId, startedAt, state: status, outcome };
}
