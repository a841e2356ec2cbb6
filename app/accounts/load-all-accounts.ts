import type { ConfigurationNeeds, Configuration } from "../../platform/config/load-accounts.ts";
import { loadConfiguration } from "../../platform/config/load-accounts.ts";
import type { Environment } from "../../platform/config/load-config.ts";
import { createLog } from "../../platform/telemetry/log.ts";
import { openLedgerOf } from "../ledger/open-ledger.ts";
import type { ConfiguredAccount } from "./account-source.ts";
import { worthOf } from "./installed-accounts.ts";
import { isByOAuth, joinInstalled } from "./with-installed.ts";

/** What is configured, with the accounts that are installed. */
export interface AllAccounts extends Omit<Configuration, "accounts"> {
  readonly accounts: readonly ConfiguredAccount[];
}

/** Whether companies install, so that the ledger has to be asked for accounts. */
export function usesInstallations({
  config: { oauth },
  accounts,
}: {
  readonly config: Pick<Configuration["config"], "oauth">;
  readonly accounts: readonly ConfiguredAccount[];
}): boolean {
  return oauth !== null || accounts.some(isByOAuth);
}

/**
 * Reads all accounts for a command.
 *
 * @throws ConfigError, LedgerError
 */
export async function loadAllAccounts(
  env: Environment,
  needs: ConfigurationNeeds = {},
): Promise<AllAccounts> {
  const read = loadConfiguration(env, needs);
  if (!usesInstallations(read)) return read;
  const { account, storage, telemetry } = read.config;
  const { baseUrl, dryRun } = account;
  await using ledger = await openLedgerOf(storage);
  const log = createLog(telemetry);
  const installed = await Promise.all(
    (await ledger.installations.list()).map((one) =>
      worthOf(one, ledger.installations.tokens, log),
    ),
  );
  return { ...read, accounts: joinInstalled(read.accounts, installed, { baseUrl, dryRun }) };
}

/**
 * The same without those that are installed while the ledger does not answer: for a command that tells of it elsewhere.
 *
 * @throws ConfigError
 */
export async function loadKnownAccounts(
  env: Environment,
  needs: ConfigurationNeeds = {},
): Promise<AllAccounts> {
  try {
    return await loadAllAccounts(env, needs);
  } catch (error) {
    // By its name: the ledger's code is loaded only where it is used.
    if (!(error instanceof Error) || error.name !== "LedgerError") throw error;
    return loadConfiguration(env, needs);
  }
}
