import type { Client } from "@temporalio/client";
import { createTemporalClient, isServing, type TemporalAddress } from "../client/temporal.ts";
import {
  loadConfig,
  type Config,
  type ConfigWithCredential,
  type Environment,
  type Needs,
} from "../platform/config/load-config.ts";
import { createLog, type Logger } from "../platform/telemetry/log.ts";
import { openAccount, type OpenAccount } from "./open-account.ts";
import { openEmbedded } from "./open-embedded.ts";
import { namedTemporal, withEncryption } from "./temporal-address.ts";
import { withPermits, type Permits } from "./with-permits.ts";

/** A Temporal server that serves, for one command. */
export interface TemporalSession {
  readonly client: Client;
  readonly address: TemporalAddress;
}

/** What a command works with. */
export interface Session extends TemporalSession {
  readonly config: Config;
  readonly log: Logger;
}

/** What a command works with that sends requests of its own to Aircall. */
export interface AccountSession extends Session {
  readonly config: ConfigWithCredential;
  readonly account: OpenAccount;
  readonly permits: Permits;
}

/** Runs a command with the configuration of the environment and a Temporal server. */
export async function inSession<T>(
  env: Environment,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const config = loadConfig(env);
  const log = createLog(config.telemetry.logLevel);
  return withTemporal({ env, config, log }, (temporal) => work({ ...temporal, config, log }));
}

/**
 * Runs a command that sends requests of its own to Aircall, each when the account's queue permits it.
 *
 * @param purpose the command's name
 */
export async function inAccountSession<T>(
  env: Environment,
  purpose: string,
  needs: Needs,
  work: (session: AccountSession) => Promise<T>,
): Promise<T> {
  const config = loadConfig(env, { ...needs, credential: true });
  const log = createLog(config.telemetry.logLevel);
  await using opened = new AsyncDisposableStack();
  const account = openAccount({ config, credential: config.credential, log });
  opened.defer(() => account.client.close());
  return await withTemporal({ env, config, log }, (temporal) =>
    withPermits({ ...temporal, config, account, log, purpose }, (permits) =>
      work({ ...temporal, config, log, account, permits }),
    ),
  );
}

const patienceMs = 5_000;

/**
 * Runs a command against the server that `TEMPORAL_*` names, or else against the one of `AFTERBEEP_DATA`, which is started
 * for as long as the command needs it when nothing else runs it.
 *
 * @throws when the server does not answer
 */
export async function withTemporal<T>(
  options: { readonly env: Environment; readonly config: Config; readonly log: Logger },
  work: (session: TemporalSession) => Promise<T>,
): Promise<T> {
  await using opened = new AsyncDisposableStack();
  const address = withEncryption(await serverFor(options, opened), options.config.temporal);
  const client = createTemporalClient(address);
  opened.defer(() => client.connection.close());
  if (!(await isServing(client, patienceMs))) {
    throw new Error(
      `Temporal at ${address.connectionOptions.address ?? "its address"} does not answer; is it up, and is TEMPORAL_ADDRESS right?`,
    );
  }
  return await work({ client, address });
}

async function serverFor(
  options: { readonly env: Environment; readonly config: Config; readonly log: Logger },
  opened: AsyncDisposableStack,
): Promise<TemporalAddress> {
  const named = namedTemporal(options.env);
  if (named) return named;
  const embedded = await openEmbedded(options);
  opened.defer(() => embedded.release());
  return { connectionOptions: { address: embedded.address }, namespace: "default" };
}
