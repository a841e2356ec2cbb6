import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { ConfigError, type Problem } from "../../../platform/config/config-error.ts";
import {
  loadConfiguration,
  type Configuration,
  type ConfigurationNeeds,
} from "../../../platform/config/load-accounts.ts";
import type { Environment } from "../../../platform/config/load-config.ts";

/** A file of accounts in a folder of its own, and the variables by which it is found. */
export function configFile(
  content: string | Uint8Array,
  env: Environment = {},
): { readonly file: string; readonly folder: string; readonly env: NodeJS.ProcessEnv } {
  const folder = mkdtempSync(join(tmpdir(), "afterbeep-config-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "afterbeep.yaml");
  writeFileSync(file, content);
  return { file, folder, env: { AFTERBEEP_CONFIG: file, AFTERBEEP_ENV_FILE: "off", ...env } };
}

/** What a file of accounts configures. */
export function configuredBy(
  content: string | Uint8Array,
  env: Environment = {},
  needs?: ConfigurationNeeds,
): Configuration {
  return loadConfiguration(configFile(content, env).env, needs);
}

/** All that is wrong with a file of accounts. */
export function problemsOf(
  content: string | Uint8Array,
  env: Environment = {},
  needs?: ConfigurationNeeds,
): readonly Problem[] {
  return problemsBy(() => configuredBy(content, env, needs));
}

/** What is reported as wrong; nothing where it is right. */
export function problemsBy(load: () => unknown): readonly Problem[] {
  try {
    load();
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems;
  }
}

/** A problem in short: `3:12 accounts.acme.hours`. */
export function inShort({ variable, place }: Problem): string {
  return place ? `${place.line}:${place.column} ${variable}` : variable;
}
