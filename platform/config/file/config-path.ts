import { dirname, resolve } from "node:path";
import type { Environment } from "../load-config.ts";
import { readText } from "./read-text.ts";

/** The file of accounts in the working directory, unless `AFTERBEEP_CONFIG` names another. */
export const usualConfig = "./afterbeep.yaml";

/** What `AFTERBEEP_CONFIG` says where none is to be read. */
const none = "off";

/** Where the file of accounts is looked for. */
export interface ConfigPath {
  readonly path: string;
  /** Somebody has named it: it must be there. */
  readonly isNamed: boolean;
}

/** Null where none is to be read. */
export function configPath(env: Environment): ConfigPath | null {
  const named = env["AFTERBEEP_CONFIG"]?.trim();
  if (named === none) return null;
  return { path: named || usualConfig, isNamed: Boolean(named) };
}

/** A thousand accounts, each with all there is, are some three. */
export const largestConfig = 8 * 1024 * 1024;

const takesFile = /\$\{file:([^}]+)\}/g;
const takesVariable = /\$\{([A-Za-z_]\w*)\}/g;

/** The file that `${file:...}` names. A relative path counts from the folder of the file that names it. */
export function fileNamed(config: string, name: string): string {
  return resolve(dirname(config), name.trim());
}

/**
 * Every file on which the configuration depends, for who watches them: the file of accounts, also one that is not there
 * yet, and those that it takes values from, also when it has problems.
 */
export function configFiles(env: Environment): readonly string[] {
  const where = configPath(env);
  if (!where) return [];
  const named = [...textOf(where).matchAll(takesFile)].map(([, name = ""]) =>
    fileNamed(where.path, name),
  );
  return [...new Set([where.path, ...named])];
}

/** The variables that the file of accounts takes values from, also when it has problems. */
export function configVariables(env: Environment): readonly string[] {
  const where = configPath(env);
  if (!where) return [];
  return [...textOf(where).matchAll(takesVariable)].map(([, name = ""]) => name);
}

/** Nothing where it is not there, or not now. */
function textOf({ path }: ConfigPath): string {
  const read = readText(path, largestConfig);
  return "is" in read ? read.is : "";
}
