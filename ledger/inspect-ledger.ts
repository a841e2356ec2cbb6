import { sql } from "kysely";
import type { EncryptionKey } from "../platform/encryption/seal.ts";
import { createSealer, type Misfit } from "../platform/encryption/sealer.ts";
import type { Engine } from "./database/engine.ts";
import { inWords, openEngine } from "./database/open-database.ts";
import { latestVersion, versionOf } from "./database/migrate.ts";
import { ledgerError } from "./database/ledger-error.ts";
import { misfits } from "./stores/sealed-texts.ts";

export interface LedgerState {
  readonly place: string;
  /** 0: it is empty. */
  readonly version: number;
  /** What this program makes of it when it next opens it. */
  readonly latest: number;
  /** What none of the keys opens. */
  readonly misfits: readonly Misfit[];
}

/**
 * Looks whether a ledger can be read, written and understood. Changes nothing.
 *
 * @throws LedgerError
 */
export async function inspectLedger({
  file,
  url,
  keys,
}: {
  readonly file: string;
  readonly url: string | null;
  readonly keys: readonly EncryptionKey[];
}): Promise<LedgerState> {
  const engine = await openEngine({ file, url });
  try {
    return await inWords(engine, async () => {
      const version = await versionOf(engine);
      const damage = await engine.damage();
      if (damage !== null) throw ledgerError("corrupt", engine.place, new Error(damage));
      await proveWritable(engine, version);
      return {
        place: engine.place,
        version,
        latest: latestVersion,
        misfits: version === 0 ? [] : await misfits(engine.db, createSealer(keys)),
      };
    });
  } finally {
    await engine.db.destroy();
  }
}

/** Only a change finds out whether it may be made. */
async function proveWritable({ transaction }: Engine, version: number): Promise<void> {
  const undone = new Error("taken back");
  try {
    await transaction(async (trx) => {
      if (version === 0) await sql`create table doctor (id bigint)`.execute(trx);
      else {
        await trx
          .insertInto("lease")
          .values({ name: "doctor", holder: "", held_until: 0 })
          .execute();
      }
      throw undone;
    });
  } catch (error) {
    if (error !== undone) throw error;
  }
}
