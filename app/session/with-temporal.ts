import type { Client } from "@temporalio/client";
import type { Config, Environment } from "../../platform/config/load-config.ts";
import type { Logger } from "../../platform/telemetry/log.ts";
import {
  createTemporalClient,
  proveServing,
  type TemporalAddress,
} from "../../temporal/create-client.ts";
import { openEmbedded } from "../open-embedded.ts";
import { namedTemporal, withEncryption } from "../temporal-address.ts";

export interface TemporalOptions {
  readonly env: Environment;
  readonly config: Pick<Config, "storage" | "temporal">;
  readonly log: Logger;
}

/** A Temporal server that serves, for one command. */
export interface TemporalSession {
  readonly client: Client;
  readonly address: TemporalAddress;
}

const patienceMs = 5_000;

/**
 * Runs a command against the server that `TEMPORAL_*` names, or else against the one of
 * `AFTERBEEP_DATA`, which is started for as long as the command needs it when nothing else runs it.
 *
 * @throws when the server does not answer
 */
export async function withTemporal<T>(
  options: TemporalOptions,
  work: (session: TemporalSession) => Promise<T>,
): Promise<T> {
  await using opened = new AsyncDisposableStack();
  const address = withEncryption(await serverFor(options, opened), options.config.temporal);
  const client = createTemporalClient(address);
  opened.defer(() => client.connection.close());
  await proveServing(client, address, patienceMs);
  return await work({ client, address });
}

async function serverFor(
  options: TemporalOptions,
  opened: AsyncDisposableStack,
): Promise<TemporalAddress> {
  const named = namedTemporal(options.env);
  if (named) return named;
  const embedded = await openEmbedded(options);
  opened.defer(() => embedded.release());
  return { connectionOptions: { address: embedded.address }, namespace: "default" };
}
