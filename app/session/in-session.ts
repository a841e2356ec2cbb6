import { AircallHttpError } from "../../aircall/http/errors.ts";
import type { Config, Environment, Needs } from "../../platform/config/load-config.ts";
import { createLog, type Logger } from "../../platform/telemetry/log.ts";
import {
  hasCredential,
  type AccountWithCredential,
  type ConfiguredAccount,
} from "../accounts/account-source.ts";
import { accountsFor } from "../accounts/choose-account.ts";
import { wayToGoodCredential } from "../accounts/good-credential.ts";
import { loadAllAccounts } from "../accounts/load-all-accounts.ts";
import { openAccount, type OpenAccount } from "../open-account.ts";
import { withTemporal, type TemporalSession } from "./with-temporal.ts";
import { withPermits, type Permits } from "./with-permits.ts";

/** What a command works with. */
export interface Session extends TemporalSession {
  readonly config: Config;
  /** All that are configured. */
  readonly accounts: readonly ConfiguredAccount[];
  readonly log: Logger;
}

/** What a command works with that sends requests of its own to Aircall. */
export interface AccountSession extends Session {
  readonly configured: AccountWithCredential;
  readonly account: OpenAccount;
  readonly permits: Permits;
}

/** Runs a command with what is configured and a Temporal server. */
export async function inSession<T>(
  env: Environment,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const { config, accounts } = await loadAllAccounts(env);
  const log = createLog(config.telemetry);
  return withTemporal({ env, config, log }, (temporal) =>
    work({ ...temporal, config, accounts, log }),
  );
}

export interface AccountSessionOptions {
  readonly env: Environment;
  /** The command's name. */
  readonly purpose: string;
  readonly needs?: Needs;
  /** As in `--account`; undefined for all. */
  readonly account: string | undefined;
}

/**
 * Runs a command that sends requests of its own to Aircall, each when the account's queue permits it: for one account
 * after the other. One that fails keeps it from no other.
 *
 * @returns what was given for each
 * @throws what `work` throws where there is one account; where there are several, when all have had their turn, with a
 * line for each that failed
 */
export async function inAccountSessions<T>(
  { env, purpose, needs, account: name }: AccountSessionOptions,
  work: (session: AccountSession) => Promise<T>,
): Promise<readonly T[]> {
  const { config, accounts } = await loadAllAccounts(env, { ...needs, credential: true });
  const log = createLog(config.telemetry);
  const chosen = accountsFor(accounts, name).filter((account) => mayBeUsed(account, log));
  return withTemporal({ env, config, log }, async (temporal) => {
    const forOne = async (configured: AccountWithCredential): Promise<T> => {
      await using opened = new AsyncDisposableStack();
      const account = openAccount({ account: configured, config, log });
      opened.defer(() => account.close());
      return await withPermits({ ...temporal, config, account, log, purpose }, (permits) =>
        work({ ...temporal, config, accounts, configured, log, account, permits }),
      );
    };
    const results: T[] = [];
    const failures: string[] = [];
    for (const configured of chosen) {
      try {
        results.push(await forOne(configured));
      } catch (error) {
        const told = inWords(error, configured);
        if (chosen.length === 1) throw told;
        failures.push(`account ${configured.name}: ${told.message}`);
      }
    }
    if (failures.length > 0) throw new Error(failures.join("\n"));
    return results;
  });
}

/** With the way out, where a credential is refused. */
function inWords(error: unknown, account: ConfiguredAccount): Error {
  if (error instanceof AircallHttpError && (error.status === 401 || error.status === 403)) {
    const why = `Aircall refuses the credential: ${wayToGoodCredential(account)}`;
    return new Error(why, { cause: error });
  }
  return error instanceof Error ? error : new Error(String(error));
}

function mayBeUsed(account: ConfiguredAccount, log: Logger): account is AccountWithCredential {
  const { name, credential } = account;
  if (hasCredential(account)) return true;
  const what = credential === null ? "not installed yet" : "disconnected";
  log.warn({ account: name }, `the account is ${what}; skipped`);
  return false;
}
