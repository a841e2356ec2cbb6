import type { Kysely, Transaction } from "kysely";
import type { Migration } from "../migrations/migration.ts";
import { whilePassing, type Engine } from "./engine.ts";
import { ledgerError } from "./ledger-error.ts";
import { migrate } from "./migrate.ts";
import type { Tables } from "./tables.ts";

export interface DatabaseOptions {
  /** `AFTERBEEP_DATA/ledger.db` */
  readonly file: string;
  /** Postgres instead of the file. */
  readonly url: string | null;
  /** For a lock of another, and for a server's answer, milliseconds. (Default: 5,000) */
  readonly patienceMs?: number;
  /** (Default: ours) */
  readonly migrations?: readonly Migration[];
}

/** The ledger's tables. What is asked may be asked several times, until it works: it does nothing else. */
export interface Database extends Pick<Engine, "kind" | "place"> {
  /** One statement. */
  readonly ask: <T>(work: (db: Kysely<Tables>) => Promise<T>) => Promise<T>;
  /** Several, all or none. They use the transaction that they are given. */
  readonly change: <T>(work: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

const usualPatienceMs = 5_000;

/** @throws LedgerError, as does all that is asked later */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { migrations, patienceMs = usualPatienceMs } = options;
  const engine = await openEngine(options);
  const answering = <T>(work: () => Promise<T>): Promise<T> =>
    inWords(engine, () => whilePassing(engine, patienceMs, work));
  try {
    await answering(() => migrate(engine, migrations));
  } catch (error) {
    await engine.db.destroy();
    throw error;
  }
  return {
    kind: engine.kind,
    place: engine.place,
    ask: (work) => answering(() => work(engine.db)),
    change: (work) => answering(() => engine.transaction(work)),
    close: () => engine.db.destroy(),
  };
}

/** Loads the one that is used. */
export async function openEngine({
  file,
  url,
  patienceMs = usualPatienceMs,
}: Omit<DatabaseOptions, "migrations">): Promise<Engine> {
  if (url !== null) return (await import("./open-postgres.ts")).openPostgres(url, patienceMs);
  const { openSqlite, sqliteTroubleOf } = await import("./open-sqlite.ts");
  return inWords({ place: file, troubleOf: sqliteTroubleOf }, () => openSqlite(file, patienceMs));
}

/** Says in our words what the database answers. A fault of ours stays as it is. */
export async function inWords<T>(
  { place, troubleOf }: Pick<Engine, "place" | "troubleOf">,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const trouble = troubleOf(error);
    throw trouble ? ledgerError(trouble.fault, place, error) : error;
  }
}
