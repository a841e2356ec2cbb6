import type { Client, WorkflowExecutionInfo } from "@temporalio/client";
import { dayMs } from "../../domain/duration.ts";
import { callIdOf } from "./voicemail-runs.ts";
import { voicemailsOf } from "./voicemail-queries.ts";

/** A voicemail by its latest run. */
export interface LatestRun {
  readonly callId: number;
  readonly run: WorkflowExecutionInfo;
}

/** The first look goes back so far. */
const nearestMs = dayMs / 24;

/** Each look goes so many times as far back as the one before. */
const growth = 4;

/** So far back all that is left is asked for at once: longer than most servers keep what has ended. */
const furthestMs = 60 * dayMs;

/**
 * The voicemails of an account, the latest start first. Temporal lists by end, so it is asked span by span, from now
 * backwards, and each span is sorted here.
 */
export async function* latestVoicemails(
  client: Client,
  account: string,
): AsyncGenerator<LatestRun> {
  const seen = new Set<string>();
  const now = Date.now();
  let before: string | null = null;
  for (let back = nearestMs; ; back *= growth) {
    const from: string | null = back < furthestMs ? new Date(now - back).toISOString() : null;
    const runs: WorkflowExecutionInfo[] = [];
    const query = [
      voicemailsOf(account),
      ...(from === null ? [] : [`StartTime >= '${from}'`]),
      ...(before === null ? [] : [`StartTime < '${before}'`]),
    ].join(" AND ");
    for await (const run of client.workflow.list({ query })) runs.push(run);
    for (const run of runs.toSorted((a, b) => b.startTime.getTime() - a.startTime.getTime())) {
      // An earlier run of the same voicemail is history.
      const callId = callIdOf(account, run.workflowId);
      if (callId === null || seen.has(run.workflowId)) continue;
      seen.add(run.workflowId);
      yield { callId, run };
    }
    if (from === null) return;
    before = from;
  }
}
