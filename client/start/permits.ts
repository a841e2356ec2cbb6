import { randomUUID } from "node:crypto";
import type { Client } from "@temporalio/client";
import { signals, taskQueues, turnUpdate, workflowTypes } from "../../domain/wire.ts";

/** Permits among an account's requests, for a command that sends its own. */
export interface Permits {
  /** Resolves when one request may be sent. */
  readonly take: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens permits in queue `aircall`, which some worker must serve: each is dispatched like any other
 * request of the account.
 *
 * @param purpose for people who look into Temporal: `verify`, `setup`
 */
export async function openPermits(
  client: Client,
  account: string,
  purpose: string,
): Promise<Permits> {
  const handle = await client.workflow.start(workflowTypes.turns, {
    workflowId: `turns:${account}:${purpose}:${randomUUID()}`,
    taskQueue: taskQueues.workflows,
    args: [{ account }],
    priority: { fairnessKey: account },
    staticSummary: `Requests of afterbeep ${purpose}`,
  });
  return {
    take: () => handle.executeUpdate(turnUpdate),
    close: () => handle.signal(signals.done),
  };
}
