import { randomBytes } from "node:crypto";
import type { Sealer } from "../../platform/encryption/sealer.ts";
import { LedgerError } from "../database/ledger-error.ts";
import type { Database } from "../database/open-database.ts";
import { placeOf } from "./sealed-texts.ts";

const onlyRow = 1;
const saltBytes = 32;

/** What digests of phone numbers are made with: made once for the installation, and never changed. */
export async function saltOf(database: Database, sealer: Sealer): Promise<Buffer> {
  const kept = (await read(database)) ?? (await make(database, sealer));
  const salt = sealer.open(kept, placeOf.salt);
  if (salt === null) throw new LedgerError("key", sealer.misfitOf(kept, "the ledger's salt"));
  return Buffer.from(salt, "base64url");
}

async function read({ ask }: Database): Promise<string | null> {
  const row = await ask((db) =>
    db.selectFrom("salt").select("salt").where("id", "=", onlyRow).executeTakeFirst(),
  );
  return row?.salt ?? null;
}

async function make(database: Database, sealer: Sealer): Promise<string> {
  const salt = sealer.seal(randomBytes(saltBytes).toString("base64url"), placeOf.salt);
  await database.ask((db) =>
    db
      .insertInto("salt")
      .values({ id: onlyRow, salt, made_at: Date.now() })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute(),
  );
  // Another process may have been faster: its salt is the one.
  return (await read(database)) ?? salt;
}
