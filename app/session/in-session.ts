import {
  loadConfig,
  type Config,
  type ConfigWithCredential,
  type Environment,
  type Needs,
} from "../../platform/config/load-config.ts";
import { createLog, type Logger } from "../../platform/telemetry/log.ts";
import { openAccount, type OpenAccount } from "../open-account.ts";
import { withTemporal, type TemporalSession } from "./with-temporal.ts";
import { withPermits, type Permits } from "./with-permits.ts";

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
  const log = createLog(config.telemetry);
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
  const log = createLog(config.telemetry);
  await using opened = new AsyncDisposableStack();
  const account = openAccount({ config, credential: config.credential, log });
  opened.defer(() => account.client.close());
  return await withTemporal({ env, config, log }, (temporal) =>
    withPermits({ ...temporal, config, account, log, purpose }, (permits) =>
      work({ ...temporal, config, log, account, permits }),
    ),
  );
}
