import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config, Environment } from "../../platform/config/load-config.ts";
import { commandLine } from "../../platform/process/other-process.ts";
import { parseJson } from "../../domain/parse-json.ts";
import { scrubDatabase, type ErasedRun } from "../../temporal/embedded/scrub-database.ts";
import { erasing } from "../../temporal/embedded/server-arguments.ts";
import { namedTemporal } from "../temporal-address.ts";

/**
 * Sees to it that nothing of erased runs is legible on this machine's disk.
 *
 * @returns what remains, in words for people
 */
export async function scrubTemporal(
  env: Environment,
  { storage: { data } }: Pick<Config, "storage">,
  runs: readonly ErasedRun[],
): Promise<readonly string[]> {
  const named = namedTemporal(env);
  if (named) {
    const { address = "its address" } = named.connectionOptions;
    return [
      `in the database of the Temporal server at ${address}: it deletes the histories within minutes; what its disk, journal and backups keep of them is for whoever runs it to remove`,
    ];
  }
  const fault = await scrubDatabase(data, runs);
  if (fault !== null) return [`on this machine: ${fault}; erase it again when the server is idle`];
  if (await overwrites(data)) return [];
  return [
    `on this machine: ${join(data, "temporal.db")} may keep some of it in half-filled pages, since its server was started by an older Afterbeep; start it anew before the next erasing`,
  ];
}

/** Whether the server that runs overwrites what it deletes. */
async function overwrites(data: string): Promise<boolean> {
  const text = await readFile(join(data, "temporal.json"), "utf8").catch(() => "");
  const state = parseJson(text);
  if (typeof state !== "object" || state === null || !("pid" in state)) return false;
  return (await commandLine(Number(state.pid)))?.includes(erasing) ?? false;
}
