import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";
import { openLedger, type Ledger, type LedgerOptions } from "../../../ledger/open-ledger.ts";
import type { EncryptionKey } from "../../../platform/encryption/seal.ts";
import { startPostgres, type Postgres } from "./postgres.ts";

/** Both engines of the ledger: what holds for one holds for the other. */
export const engines = ["sqlite", "postgres"] as const;
export type EngineName = (typeof engines)[number];

type Place = Pick<LedgerOptions, "file" | "url">;

let server: Promise<Postgres> | null = null;
afterAll(async () => {
  await (await server)?.stop();
  server = null;
});

/** Where no ledger is yet. */
export async function newPlace(engine: EngineName): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-ledger-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const file = join(folder, "ledger.db");
  if (engine === "sqlite") return { file, url: null };
  server ??= startPostgres();
  return { file, url: await (await server).newDatabase() };
}

export function newKey(id: string): EncryptionKey {
  return { id, key: randomBytes(32) };
}

/** Opens a ledger until the test ends, with a key of its own unless others are given. */
export async function ledgerForTest(
  place: Place,
  more: Partial<LedgerOptions> = {},
): Promise<Ledger> {
  const ledger = await openLedger({ keys: [newKey("k1")], ...place, ...more });
  onTestFinished(() => ledger[Symbol.asyncDispose]());
  return ledger;
}
