import type { Client } from "@temporalio/client";
import { sweepIdFor } from "../../domain/wire.ts";

/**
 * Accounts that workers of this namespace have served: each has a Schedule for its sweeps.
 *
 * @throws when the server cannot be reached
 */
export async function accountsHere(client: Client): Promise<readonly string[]> {
  const prefix = sweepIdFor("");
  const accounts: string[] = [];
  for await (const { scheduleId } of client.schedule.list()) {
    if (scheduleId.startsWith(prefix)) accounts.push(scheduleId.slice(prefix.length));
  }
  return accounts;
}
