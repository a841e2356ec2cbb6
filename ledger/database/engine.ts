import { setTimeout as delay } from "node:timers/promises";
import type { Kysely, Transaction } from "kysely";
import type { LedgerFault } from "./ledger-error.ts";
import type { Tables } from "./tables.ts";

/** What an error of the database means. */
export interface Trouble {
  readonly fault: Exclude<LedgerFault, "newer" | "key">;
  /** Nothing was changed, and the same may work in a moment: another was just writing. */
  readonly passing: boolean;
}

/** SQLite or Postgres: all that differs between them. */
export interface Engine {
  readonly kind: "sqlite" | "postgres";
  /** Where it is, for people: never a password. */
  readonly place: string;
  readonly db: Kysely<Tables>;
  /** Read and written as if nobody else did so meanwhile; a passing trouble where that cannot be had. */
  readonly transaction: <T>(work: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;
  /** A transaction that only one process at a time is in: the others wait. */
  readonly migrating: <T>(work: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;
  readonly hasTable: (name: string) => Promise<boolean>;
  /** Throws, or names what is damaged; null: nothing that a quick look finds. */
  readonly damage: () => Promise<string | null>;
  /** Null for what is no trouble of the database: a fault of ours. */
  readonly troubleOf: (error: unknown) => Trouble | null;
}

/** Makes what did not work again, as long as it may pass. */
export async function whilePassing<T>(
  { troubleOf }: Pick<Engine, "troubleOf">,
  patienceMs: number,
  work: () => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (let waitMs = 5; ; waitMs = Math.min(waitMs * 2, 100)) {
    try {
      return await work();
    } catch (error) {
      if (troubleOf(error)?.passing !== true || Date.now() > deadline) throw error;
    }
    // Of several that wait, not all are to come back at the same moment.
    await delay(waitMs * (0.5 + Math.random()));
  }
}
