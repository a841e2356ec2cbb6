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
import { runPage } from "../../temporal/run-page.ts";

export interface TemporalOptions {
  readonly env: Environment;
  readonly config: Pick<Config, "storage" | "temporal">;
  readonly log: Logger;
  /** Whether the command itself looks for the namespace. (Default: it must be there) */
  readonly namespaceMayLack?: boolean;
}

/** A Temporal server that serves, for one command. */
export interface TemporalSession {
  readonly client: Client;
  readonly address: TemporalAddress;
  /** The server, for people: its address, or whose it is. */
  readonly where: string;
  /** The page of a run in Temporal's Web UI; null where no Web UI is known. */
  readonly pageOf: (run: NamedRun) => string | null;
}

/** A run of a workflow; none as long as Temporal has not taken it. */
export interface NamedRun {
  readonly workflowId: string;
  readonly runId: string | null;
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
  const { webUi, where, ...server } = await serverFor(options, opened);
  const address = withEncryption(server, options.config.temporal);
  const client = createTemporalClient(address);
  opened.defer(() => client.connection.close());
  await proveServing(client, address, patienceMs, options.namespaceMayLack);
  const base = options.config.temporal.uiUrl ?? webUi;
  const pageOf = ({ workflowId, runId }: NamedRun): string | null =>
    base === null || runId === null
      ? null
      : runPage({ base, namespace: address.namespace, workflowId, runId });
  return await work({ client, address, where, pageOf });
}

async function serverFor(
  options: TemporalOptions,
  opened: AsyncDisposableStack,
): Promise<TemporalAddress & { readonly webUi: string | null; readonly where: string }> {
  const named = namedTemporal(options.env);
  if (named) return { ...named, webUi: null, where: named.connectionOptions.address ?? "" };
  const embedded = await openEmbedded(options);
  opened.defer(() => embedded.release());
  return {
    connectionOptions: { address: embedded.address },
    namespace: "default",
    // One that was started for this command ends with it.
    webUi: embedded.adopted ? embedded.uiAddress : null,
    where: `the embedded server of ${options.config.storage.data}`,
  };
}
