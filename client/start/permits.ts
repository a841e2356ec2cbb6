import { randomUUID } from "node:crypto";
import type { Client } from "@temporalio/client";
import { signals, taskQueues, turnUpdate, workflowTypes } from "../../domain/wire.ts";

/** Turns among an account's requests, for a command that sends its own. */
export interface Turns {
  /** Resolves when one request may be sent. */
  readonly take: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens turns in queue `aircall`, which some worker must serve.
 *
 * @param purpose for people who look into Temporal: `verify`, `setup`
 */
export async function openTurns(client: Client, account: string, purpose: string): Promise<Turns> {
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
