import { Kysely, PostgresDialect, sql } from "kysely";
import type { CustomTypesConfig } from "pg";
import type { Engine, Trouble } from "./engine.ts";
import type { Tables } from "./tables.ts";

/** Names our lock among those of whoever else uses the database: drawn once. */
const migrationLock = "7018425048363066725";

/** Connections of one process: what it asks is short. */
const mostConnections = 4;

/**
 * A ledger that several machines share. Nothing is asked of the server yet.
 *
 * @param url `postgres://user:password@host:port/database`
 */
export async function openPostgres(url: string, patienceMs: number): Promise<Engine> {
  const { Pool, types } = (await import("pg")).default;
  const numbers: CustomTypesConfig = {
    // Moments and counts, which arrive as texts otherwise. None is larger than a number holds exactly.
    getTypeParser: (id, format) =>
      id === types.builtins.INT8 ? Number : types.getTypeParser(id, format),
  };
  const pool = new Pool({
    connectionString: url,
    max: mostConnections,
    connectionTimeoutMillis: patienceMs,
    lock_timeout: patienceMs,
    statement_timeout: 6 * patienceMs,
    application_name: "afterbeep",
    keepAlive: true,
    types: numbers,
  });
  // A connection that breaks while nobody uses it: the next question opens another.
  pool.on("error", () => {});
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    kind: "postgres",
    place: placeOf(url),
    db,
    transaction: (work) => db.transaction().setIsolationLevel("serializable").execute(work),
    // Each statement sees what is there when it begins: also what whoever had the lock before has done.
    migrating: (work) =>
      db
        .transaction()
        .setIsolationLevel("read committed")
        .execute(async (trx) => {
          await sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)}::bigint)`.execute(trx);
          return work(trx);
        }),
    hasTable: async (name) => {
      const found = sql<{ there: boolean }>`select to_regclass(${name}) is not null as there`;
      return (await found.execute(db)).rows[0]?.there === true;
    },
    damage: () => Promise.resolve(null),
    troubleOf,
  };
}

/** Host, port and database: the rest may be a secret. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return "of DATABASE_URL";
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}

const passing = { fault: "locked", passing: true } as const;

/** By SQLSTATE, or its first two characters. */
const faults: ReadonlyMap<string, Trouble> = new Map<string, Trouble>([
  // Two wrote the same: the one who was faster stands, the other looks again.
  ["40001", passing],
  ["40P01", passing],
  ["23505", passing],
  ["55P03", { fault: "locked", passing: false }],
  ["57014", { fault: "locked", passing: false }],
  ["25006", { fault: "read-only", passing: false }],
  ["42501", { fault: "refused", passing: false }],
  ["28", { fault: "refused", passing: false }],
  ["3D", { fault: "refused", passing: false }],
  ["53100", { fault: "full", passing: false }],
  ["53", { fault: "unreachable", passing: false }],
  ["57", { fault: "unreachable", passing: false }],
  ["08", { fault: "unreachable", passing: false }],
  ["XX", { fault: "corrupt", passing: false }],
]);

function troubleOf(error: unknown): Trouble | null {
  if (!(error instanceof Error)) return null;
  const code = "code" in error ? String(error.code) : "";
  const known = faults.get(code) ?? faults.get(code.slice(0, 2));
  if (known) return known;
  // Of the connection: the system's own codes, or pg's words without one.
  const isOfSystem = "syscall" in error || error instanceof AggregateError;
  return isOfSystem || /connection|timeout exceeded/i.test(error.message)
    ? { fault: "unreachable", passing: false }
    : null;
}
