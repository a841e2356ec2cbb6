import type { Client } from "@temporalio/client";
import {
  createTemporalClient,
  isServing,
  type TemporalAddress,
} from "../temporal/create-client.ts";
import type { WorkerVersion } from "../worker/queues.ts";
import type { Config, Environment } from "../platform/config/load-config.ts";
import { openEmbedded } from "./open-embedded.ts";
import type { Logger } from "../platform/telemetry/log.ts";
import { encrypted } from "./encrypted.ts";
import { namedTemporal } from "./temporal-address.ts";
import { workerVersionOf } from "./worker-version.ts";

/** A Temporal server that serves, for one command. */
export interface TemporalSession {
  readonly client: Client;
  readonly address: TemporalAddress;
  /** Of a worker that the command may need to be. */
  readonly version: WorkerVersion | null;
}

const patienceMs = 5_000;

/**
 * Runs a command against the server that `TEMPORAL_*` names, or else against the one of `AFTERBEEP_DATA`, which is started
 * for as long as the command needs it when nothing else runs it.
 *
 * @throws when the server does not answer
 */
export async function withTemporal<T>(
  env: Environment,
  config: Config,
  log: Logger,
  work: (session: TemporalSession) => Promise<T>,
): Promise<T> {
  const named = namedTemporal(env);
  const embedded = named ? null : await openEmbedded(env, config, log);
  const server = named ?? {
    connectionOptions: { address: embedded?.address ?? "" },
    namespace: "default",
  };
  const address = encrypted(server, config);
  const client = createTemporalClient(address);
  try {
    if (!(await isServing(client, patienceMs))) {
      throw new Error(
        `Temporal at ${address.connectionOptions.address ?? "its address"} does not answer; is it up, and is TEMPORAL_ADDRESS right?`,
      );
    }
    return await work({ client, address, version: workerVersionOf(config) });
  } finally {
    await client.connection.close();
    await embedded?.release();
  }
}
