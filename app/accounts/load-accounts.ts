import {
  loadConfig,
  type Config,
  type Environment,
  type Needs,
} from "../../platform/config/load-config.ts";
import type { ConfiguredAccount } from "./account-source.ts";

/** The configuration of a process, and every account that is configured. */
export interface Configuration {
  readonly config: Config;
  readonly accounts: readonly ConfiguredAccount[];
}

export interface ConfigurationNeeds extends Needs {
  /** Whether the file must be there: a process that began with one goes on with one. */
  readonly configFile?: boolean;
}

/** @throws ConfigError with every problem at once */
export function loadConfiguration(env: Environment, needs: ConfigurationNeeds = {}): Configuration {
  const config = loadConfig(env, needs);
  const { account, credential } = config;
  return { config, accounts: [{ ...account, credential, origin: "environment" }] };
}

/** The files that are read for it, or would be if they were there. */
export function configFiles(_env: Environment): readonly string[] {
  return [];
}
