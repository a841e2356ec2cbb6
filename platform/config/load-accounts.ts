import { defaultAccount } from "../../domain/account/account-id.ts";
import { ConfigError, type Problem } from "./config-error.ts";
import type { ConfiguredAccount } from "./configured-account.ts";
import {
  inspectConfigFile,
  type AccountOfEnvironment,
  type ConfigFile,
} from "./file/inspect-config-file.ts";
import { toAccount } from "./file/to-account.ts";
import { loadConfig, type Config, type Environment, type Needs } from "./load-config.ts";
import { accountVariables, credentialOf } from "./sections/account.ts";

/** All that is configured: the process by its environment, accounts by the environment and the file. */
export interface Configuration {
  readonly config: Config;
  readonly accounts: readonly ConfiguredAccount[];
  /** Null where there is none. */
  readonly file: ConfigFile | null;
}

export interface ConfigurationNeeds extends Needs {
  /** Whether the file must be there: a process that began with one goes on with one. */
  readonly configFile?: boolean;
}

/**
 * Reads the environment and `afterbeep.yaml`. Without a file, or with one that has no accounts, there is the one
 * account of `AIRCALL_*`, unless companies install by OAuth and it has no credential. Accounts of a file stand beside
 * it where the environment has a credential, and alone where it has none.
 *
 * @throws ConfigError with every problem of both at once
 */
export function loadConfiguration(env: Environment, needs: ConfigurationNeeds = {}): Configuration {
  const ofEnvironment = accountOfEnvironment(env, needs);
  const { file, problems, hasAccounts } = inspectConfigFile(env, ofEnvironment, needs.configFile);
  // Where companies install, the environment need have no account.
  const mayBeNone = hasAccounts || Boolean(env["AIRCALL_OAUTH_CLIENT_ID"]?.trim());
  const isServed = !mayBeNone || ofEnvironment.name !== null;
  const { config, error } = tryConfig(env, isServed ? needs : withoutAccount(needs));
  if (error && problems.length === 0) throw error;
  if (!config || problems.length > 0) {
    throw new ConfigError([...(error?.problems ?? []), ...problems] satisfies Problem[]);
  }
  const { account, credential } = config;
  const forAll = { baseUrl: account.baseUrl, dryRun: account.dryRun };
  const entries = Object.entries(file?.entries.accounts ?? {});
  return {
    config,
    accounts: [
      ...(isServed ? [{ ...account, credential, origin: "environment" as const }] : []),
      ...entries.map(([name, entry]) => toAccount(name, entry, forAll)),
    ],
    file,
  };
}

/** Every account that is configured. @throws ConfigError with every problem at once */
export function loadAccounts(
  env: Environment,
  needs: ConfigurationNeeds = {},
): readonly ConfiguredAccount[] {
  return loadConfiguration(env, needs).accounts;
}

function tryConfig(
  env: Environment,
  needs: Needs,
): { readonly config: Config | null; readonly error: ConfigError | null } {
  try {
    return { config: loadConfig(env, needs), error: null };
  } catch (error) {
    if (error instanceof ConfigError) return { config: null, error };
    throw error;
  }
}

/** What a process needs beside an account of the environment. */
function withoutAccount({ publicUrl = false, installs = false, codec = false }: Needs): Needs {
  return { publicUrl, installs, codec };
}

/**
 * A credential, even half of one, says that the account is meant to be served; where only webhooks are taken, their
 * token does.
 */
function accountOfEnvironment(env: Environment, needs: Needs): AccountOfEnvironment {
  const given = (name: keyof typeof accountVariables): string | undefined =>
    env[name]?.trim() || undefined;
  const parts = {
    AIRCALL_API_ID: given("AIRCALL_API_ID"),
    AIRCALL_API_TOKEN: given("AIRCALL_API_TOKEN"),
    AIRCALL_ACCESS_TOKEN: given("AIRCALL_ACCESS_TOKEN"),
  };
  const takesWebhooksAlone = needs.webhookToken !== undefined && needs.credential !== true;
  const hasToken = given("AIRCALL_WEBHOOK_TOKEN") !== undefined;
  const isMeant =
    Object.values(parts).some((part) => part !== undefined) || (takesWebhooksAlone && hasToken);
  const { AIRCALL_BASE_URL: baseUrl } = accountVariables;
  return {
    name: isMeant ? (given("AIRCALL_ACCOUNT") ?? defaultAccount) : null,
    credential: credentialOf(parts),
    baseUrl: given("AIRCALL_BASE_URL") ?? baseUrl.parse(undefined),
  };
}
