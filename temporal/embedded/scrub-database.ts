import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";

/** One run of a workflow. */
export interface ErasedRun {
  readonly workflowId: string;
  readonly runId: string;
}

/** The server needs up to a minute for what it was told to delete. */
const patienceMs = 150_000;

/** The server's own writes go first. */
const busyMs = 10_000;

/**
 * Waits until an embedded server has deleted runs, and then removes what deleting leaves on the
 * disk: the journal, which keeps every row until it is written over, and pages that were given back
 * as they were.
 *
 * @param dataFolder `AFTERBEEP_DATA`
 * @returns what could not be done, in words for people; null when nothing is left
 */
export async function scrubDatabase(
  dataFolder: string,
  runs: readonly ErasedRun[],
): Promise<string | null> {
  const file = join(dataFolder, "temporal.db");
  if (!existsSync(file)) return null;
  try {
    using database = new DatabaseSync(file, { timeout: busyMs });
    const deadline = Date.now() + patienceMs;
    while (runs.some((run) => isThere(database, run))) {
      if (Date.now() > deadline) return `${file} still has what Temporal was told to delete`;
      await delay(500);
    }
    overwriteFreePages(database);
    while (!isJournalEmpty(database)) {
      if (Date.now() > deadline) return `${file}-wal is in use and could not be emptied`;
      await delay(100);
    }
    return null;
  } catch (error) {
    const why = error instanceof Error ? error.message : "unknown";
    return `${file} could not be cleaned (${why})`;
  }
}

function isThere(database: DatabaseSync, { workflowId, runId }: ErasedRun): boolean {
  const id = Buffer.from(runId.replaceAll("-", ""), "hex");
  const found = database
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM executions WHERE workflow_id = ? AND run_id = ?)
           OR EXISTS (SELECT 1 FROM history_node WHERE tree_id = ?)
           OR EXISTS (SELECT 1 FROM executions_visibility WHERE run_id = ?) AS there`,
    )
    .get(workflowId, id, id, runId);
  return found?.["there"] === 1;
}

/**
 * Fills the pages that are free with nothing, and gives them back. No `VACUUM`: that may number rows anew, by which the
 * server's index of searches finds them.
 */
function overwriteFreePages(database: DatabaseSync): void {
  const count = (pragma: string): number =>
    Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0] ?? 0);
  const pageBytes = count("page_size");
  // Each fill is committed by itself: the server waits while somebody else writes.
  database.exec("DROP TABLE IF EXISTS afterbeep_zeros; CREATE TABLE afterbeep_zeros (zeros BLOB)");
  try {
    const fill = database.prepare("INSERT INTO afterbeep_zeros VALUES (zeroblob(?))");
    // A page's worth and a bit takes two: one for the row, one that overflows.
    for (let free = count("freelist_count"); free > 0; free = count("freelist_count")) {
      fill.run(Math.max(1, Math.min(free, 10_000)) * pageBytes);
    }
  } finally {
    database.exec("DROP TABLE afterbeep_zeros");
  }
}

function isJournalEmpty(database: DatabaseSync): boolean {
  return database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.["busy"] === 0;
}
