import type { Client } from "@temporalio/client";
import { sweepIdFor } from "../../domain/wire.ts";
import { isSwept } from "../start/ensure-sweep.ts";
import { readThrottle } from "../../temporal/throttle.ts";
import { voicemailsOf } from "./voicemail-queries.ts";

/**
 * The accounts that Temporal knows: those that are swept, and those with a limit of their own or a pause.
 *
 * @throws when the server cannot be reached
 */
export async function knownAccounts(client: Client): Promise<ReadonlySet<string>> {
  const { limits, paused } = await readThrottle(client);
  const known = new Set([...limits.keys(), ...paused]);
  const prefix = sweepIdFor("");
  for await (const { scheduleId } of client.schedule.list()) {
    if (scheduleId.startsWith(prefix)) known.add(scheduleId.slice(prefix.length));
  }
  return known;
}

/** Whether Temporal knows an account: a list may lag behind, and what is asked for by name does not. */
export async function isKnownAccount(client: Client, account: string): Promise<boolean> {
  if (await isSwept(client, account)) return true;
  if ((await knownAccounts(client)).has(account)) return true;
  const { count } = await client.workflow.count(voicemailsOf(account));
  return count > 0;
}
