import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely, sql } from "kysely";
import { whilePassing, type Engine, type Trouble } from "./engine.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import type { Tables } from "./tables.ts";

/**
 * So long SQLite itself waits for another's lock, with the whole process: a receiver must go on answering. The rest
 * of the patience is ours, between tries.
 */
const blockedMs = 25;

/**
 * Opens a ledger of this machine, and makes the file where there is none.
 *
 * @throws what SQLite answers: `sqliteTroubleOf` knows it
 */
export async function openSqlite(file: string, patienceMs: number): Promise<Engine> {
  await createForUs(file);
  const database = new DatabaseSync(file, { timeout: blockedMs });
  const db = new Kysely<Tables>({ dialect: sqliteDialect(database) });
  try {
    // Readers and a writer at once. SQLite does not wait when it is to change that, whatever its time-out.
    await whilePassing({ troubleOf: sqliteTroubleOf }, patienceMs, async () => useLog(database));
    // With less, the last changes may be gone after a power cut: tokens that nobody could fetch again.
    database.exec("pragma synchronous = full");
  } catch (error) {
    database.close();
    throw error;
  }
  const transaction: Engine["transaction"] = (work) => db.transaction().execute(work);
  return {
    kind: "sqlite",
    place: file,
    db,
    transaction,
    migrating: transaction,
    hasTable: async (name) => {
      const found = sql`select 1 from sqlite_master where type = 'table' and name = ${name}`;
      return (await found.execute(db)).rows.length > 0;
    },
    damage: async () => {
      const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(db);
      const [said = "nothing was answered"] = rows.map(({ quick_check: line }) => line);
      return said === "ok" ? null : said;
    },
    troubleOf: sqliteTroubleOf,
  };
}

/** SQLite would make it readable for everybody. */
async function createForUs(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    await (await open(file, "a", 0o600)).close();
  } catch (error) {
    // One that may be read is read; what SQLite says of the others is told.
    if (!isRefusal(error)) throw error;
  }
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    ["EACCES", "EPERM", "EROFS"].includes(String(error.code))
  );
}

function useLog(database: DatabaseSync): void {
  const { journal_mode: mode } = database.prepare("pragma journal_mode").get() ?? {};
  if (mode === "wal") return;
  try {
    database.exec("pragma journal_mode = wal");
  } catch (error) {
    // It can still be read.
    if (sqliteTroubleOf(error)?.fault !== "read-only") throw error;
  }
}

/** SQLite's primary result codes. */
const faults: ReadonlyMap<number, Trouble> = new Map([
  [5, { fault: "locked", passing: true }],
  [6, { fault: "locked", passing: true }],
  [8, { fault: "read-only", passing: false }],
  [11, { fault: "corrupt", passing: false }],
  [13, { fault: "full", passing: false }],
  [10, { fault: "unreachable", passing: false }],
  [14, { fault: "unreachable", passing: false }],
  [26, { fault: "corrupt", passing: false }],
]);

export function sqliteTroubleOf(error: unknown): Trouble | null {
  if (!(error instanceof Error)) return null;
  if ("errcode" in error && typeof error.errcode === "number") {
    return faults.get(error.errcode & 0xff) ?? null;
  }
  if (!("code" in error) || !("syscall" in error)) return null;
  if (error.code === "ENOSPC") return { fault: "full", passing: false };
  return { fault: isRefusal(error) ? "read-only" : "unreachable", passing: false };
}
