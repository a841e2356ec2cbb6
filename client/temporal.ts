import { Client, Connection } from "@temporalio/client";
import type { ClientConnectConfig } from "@temporalio/envconfig";

/** Where the Temporal server is and how to reach it. */
export interface TemporalAddress {
  readonly connectionOptions: ClientConnectConfig["connectionOptions"];
  readonly namespace: string;
}

/** A client over a connection that is made with the first call: a server that is down fails calls, not this. */
export function createTemporalClient({ connectionOptions, namespace }: TemporalAddress): Client {
  return new Client({ connection: Connection.lazy(connectionOptions), namespace });
}

/** Whether the server answers now. */
export async function isServing(client: Client, withinMs = 1_000): Promise<boolean> {
  try {
    await client.withDeadline(Date.now() + withinMs, () =>
      client.connection.workflowService.getSystemInfo({}),
    );
    return true;
  } catch {
    return false;
  }
}
