import type { Via } from "../../domain/voicemail/proof.ts";
import { setTimeout as delay } from "node:timers/promises";
import type { Client, WorkflowExecutionInfo } from "@temporalio/client";
import type { Outcome } from "../../domain/voicemail/outcome.ts";
import type { VoicemailResult } from "../../domain/voicemail/voicemail.ts";
import { voicemailsOf } from "./voicemail-queries.ts";
import { callIdOf } from "./voicemail-runs.ts";

/** Something that happened to a voicemail. Nothing that was said. */
export interface VoicemailNews {
  /** ISO 8601. */
  readonly at: string;
  readonly callId: number;
  /** `started`, then one of the others: how the workflow ended. */
  readonly news: "started" | VoicemailResult["status"] | "failed";
  readonly outcome: Outcome | null;
  readonly via: Via | null;
  /** From the start of the workflow to its end; null for `started`. */
  readonly ms: number | null;
}

const everyMs = 1_000;

/** Visibility lags behind what happens; what it shows twice is given once. */
const overlapMs = 60_000;

export interface FollowOptions {
  readonly account: string;
  readonly since: Date;
  readonly signal: AbortSignal;
  /** Called when a look fails; the next one makes up for it. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Follows an account's voicemails from a moment on, in the order in which they happen as far as
 * Temporal's visibility shows it. Ends with the signal; goes on after a server that was away.
 */
export async function* followVoicemails(
  client: Client,
  { account, since, signal, onFailure }: FollowOptions,
): AsyncGenerator<VoicemailNews> {
  /** What was given out, and when it was last seen in the window. */
  const seen = new Map<string, number>();
  let from = since;
  while (!signal.aborted) {
    const lookedAt = new Date();
    try {
      for (const news of await look(client, account, from, seen)) yield news;
      from = new Date(Math.max(since.getTime(), lookedAt.getTime() - overlapMs));
      for (const [key, seenAt] of seen) {
        if (seenAt < lookedAt.getTime() - overlapMs) seen.delete(key);
      }
    } catch (error) {
      onFailure(error);
    }
    await delay(everyMs, undefined, { signal }).catch(() => {});
  }
}

async function look(
  client: Client,
  account: string,
  from: Date,
  seen: Map<string, number>,
): Promise<VoicemailNews[]> {
  const moment = from.toISOString();
  const query = `${voicemailsOf(account)} AND (StartTime >= '${moment}' OR CloseTime >= '${moment}')`;
  // What lies before the window was given, or is not asked for; its key may be forgotten by now.
  const found: { key: string; news: VoicemailNews }[] = [];
  for await (const run of client.workflow.list({ query })) {
    const callId = callIdOf(account, run.workflowId);
    if (callId === null) continue;
    const isNew = (what: string): boolean => {
      const key = `${run.runId} ${what}`;
      const before = seen.has(key);
      if (before) seen.set(key, Date.now());
      return !before;
    };
    if (run.startTime >= from && isNew("started")) {
      const at = run.startTime.toISOString();
      const news = { at, callId, news: "started", outcome: null, via: null, ms: null } as const;
      found.push({ key: `${run.runId} started`, news });
    }
    if (run.closeTime && run.closeTime >= from && isNew("ended")) {
      found.push({ key: `${run.runId} ended`, news: await ending(client, callId, run) });
    }
  }
  // Only when the whole look succeeded: a broken one is done again.
  for (const { key } of found) seen.set(key, Date.now());
  return found.map(({ news }) => news).toSorted((a, b) => a.at.localeCompare(b.at));
}

async function ending(
  client: Client,
  callId: number,
  { workflowId, runId, status, startTime, closeTime = startTime }: WorkflowExecutionInfo,
): Promise<VoicemailNews> {
  const at = closeTime.toISOString();
  const ms = closeTime.getTime() - startTime.getTime();
  if (status.name !== "COMPLETED") {
    return { at, callId, news: "failed", outcome: null, via: null, ms };
  }
  const handle = client.workflow.getHandle(workflowId, runId);
  const result: VoicemailResult = await handle.result();
  const via = result.status === "delivered" ? result.via : null;
  return { at, callId, news: result.status, outcome: result.outcome, via, ms };
}
