import { sql } from "kysely";
import { migrations as ours } from "../migrations/index.ts";
import type { Migration } from "../migrations/migration.ts";
import type { Engine } from "./engine.ts";
import { LedgerError } from "./ledger-error.ts";

/** The version that this program writes. */
export const latestVersion = ours.length;

/** The version of a ledger; 0 for one that is empty. */
export async function versionOf({ db, hasTable }: Engine): Promise<number> {
  if (!(await hasTable("ledger_version"))) return 0;
  const { version } = await db
    .selectFrom("ledger_version")
    .select(({ fn }) => fn.max("version").as("version"))
    .executeTakeFirstOrThrow();
  return version ?? 0;
}

/**
 * Brings the schema to the latest version: all of it or nothing, also when the process is killed within. Of several
 * that start at once one does it, and the others find it done. A ledger that is up to date is only read.
 *
 * @throws LedgerError `newer`
 */
export async function migrate(
  engine: Engine,
  migrations: readonly Migration[] = ours,
): Promise<void> {
  const before = await versionOf(engine);
  mustNotBeNewer(engine, before, migrations.length);
  if (before === migrations.length) return;
  await engine.migrating(async (trx) => {
    await sql`create table if not exists ledger_version (
      version bigint not null primary key,
      applied_at bigint not null
    )`.execute(trx);
    // Another may have been faster.
    const done = await trx.selectFrom("ledger_version").select("version").execute();
    mustNotBeNewer(engine, done.length, migrations.length);
    for (const { version, statements } of migrations.slice(done.length)) {
      for (const statement of statements) await sql.raw(statement).execute(trx);
      await trx.insertInto("ledger_version").values({ version, applied_at: Date.now() }).execute();
    }
  });
}

function mustNotBeNewer({ place }: Engine, version: number, known: number): void {
  if (version <= known) return;
  throw new LedgerError("newer", {
    why: `the ledger ${place} was made by a newer Afterbeep: its version is ${version}, this program knows ${known}`,
    fix: "start the newer program, or put a backup from before in its place",
  });
}
