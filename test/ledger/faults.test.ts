import { chmod, mkdtemp, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { LedgerError } from "../../ledger/database/ledger-error.ts";
import { openDatabase } from "../../ledger/database/open-database.ts";
import { inspectLedger } from "../../ledger/inspect-ledger.ts";
import { migrations } from "../../ledger/migrations/index.ts";
import { ledgerForTest, newKey, newPlace } from "../support/ledger/ledgers.ts";

const patienceMs = 300;

/** Somebody else who holds the file, for himself alone, until told or the test ends. */
function lockOf(file: string, mode: "immediate" | "exclusive"): { readonly release: () => void } {
  const other = new DatabaseSync(file);
  // Without it others may still read.
  if (mode === "exclusive") other.exec("pragma locking_mode = exclusive");
  other.exec("begin immediate");
  let held = true;
  const release = (): void => {
    if (held) other.close();
    held = false;
  };
  onTestFinished(release);
  return { release };
}

test("a file that another has locked is told, with its name, and the process goes on meanwhile", async () => {
  const place = await newPlace("sqlite");
  const { webhookTokens } = await ledgerForTest(place, { patienceMs });
  const { release } = lockOf(place.file, "immediate");
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 20);
  const kept = webhookTokens.keep("acme", "t-1", null);
  await expect(kept).rejects.toThrow(
    `the ledger ${place.file} is locked by another program (database is locked); end what`,
  );
  await expect(kept).rejects.toMatchObject({ name: "LedgerError", fault: "locked" });
  clearInterval(ticking);
  expect(ticks).toBeGreaterThan(0);
  // Whoever only reads is not kept from it.
  expect(await webhookTokens.list()).toEqual([]);
  const waiting = webhookTokens.keep("acme", "t-2", null);
  release();
  await waiting;
  expect(await webhookTokens.list()).toMatchObject([{ token: "t-2" }]);
});

test("a token that was renewed while the file is locked is kept when it is free again", async () => {
  const place = await newPlace("sqlite");
  const { installations } = await ledgerForTest(place, { patienceMs });
  const tokens = { accessToken: "access-1", refreshToken: "refresh-1", expiresAt: null };
  await installations.connect({ account: "acme", company: null, tokens });
  const rotated = installations.rotate({
    account: "acme",
    seen: 1,
    refresh: () => {
      const { release } = lockOf(place.file, "immediate");
      setTimeout(release, 4 * patienceMs);
      return Promise.resolve({ ...tokens, accessToken: "access-2", refreshToken: "refresh-2" });
    },
  });
  expect(await rotated).toMatchObject({ accessToken: "access-2", version: 2 });
});

test("a file that another has for himself alone cannot be opened, and is told", async () => {
  const place = await newPlace("sqlite");
  await (await ledgerForTest(place))[Symbol.asyncDispose]();
  const { release } = lockOf(place.file, "exclusive");
  await expect(ledgerForTest(place, { patienceMs })).rejects.toMatchObject({ fault: "locked" });
  const opening = ledgerForTest(place);
  release();
  expect(await (await opening).webhookTokens.list()).toEqual([]);
});

/** As a user who may read the folder and the file, and change neither. */
async function asReader<T>(file: string, work: () => Promise<T>): Promise<T> {
  const isRoot = process.getuid?.() === 0;
  for (const [path, mode] of [
    [dirname(file), 0o555],
    [file, 0o444],
  ] as const) {
    await chmod(path, mode);
  }
  // No right is refused to root.
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
    await chmod(dirname(file), 0o755);
  }
}

test("a file that may only be read is read where SQLite can, and a change is told", async () => {
  const place = await newPlace("sqlite");
  const writer = await ledgerForTest(place, { keys: [] });
  await writer.webhookTokens.keep("acme", "t-1", null);
  // SQLite's own files lie beside it while somebody has it open.
  for (const end of ["-wal", "-shm"]) await chmod(`${place.file}${end}`, 0o444);
  await asReader(place.file, async () => {
    const reader = await ledgerForTest(place, { keys: [newKey("k1")], patienceMs });
    expect(await reader.webhookTokens.list()).toMatchObject([{ token: "t-1" }]);
    const kept = reader.webhookTokens.keep("acme", "t-2", null);
    await expect(kept).rejects.toMatchObject({ name: "LedgerError", fault: "read-only" });
    await expect(kept).rejects.toThrow(`the ledger ${place.file} takes no changes`);
    await expect(inspectLedger({ ...place, keys: [] })).rejects.toMatchObject({
      fault: "read-only",
    });
    await reader[Symbol.asyncDispose]();
  });
});

test("where there can be no file, the ledger is told with its name", async () => {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-ledger-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "file"), "");
  const file = join(folder, "file", "ledger.db");
  await expect(ledgerForTest({ file, url: null })).rejects.toMatchObject({
    fault: "unreachable",
    message: expect.stringContaining(file) as string,
  });
});

test("a file that is none of SQLite's is told, and left as it is", async () => {
  const place = await newPlace("sqlite");
  const text = "not a database at all, only some text ".repeat(200);
  await writeFile(place.file, text);
  const opened = ledgerForTest(place);
  await expect(opened).rejects.toMatchObject({ name: "LedgerError", fault: "corrupt" });
  await expect(opened).rejects.toThrow(/is damaged.*docs\/reference\/ledger\.md/);
  expect(await readFile(place.file, "utf8")).toBe(text);
});

test("damage in the middle of the file is found by a look", async () => {
  const place = await newPlace("sqlite");
  const ledger = await ledgerForTest(place, { keys: [] });
  for (let index = 0; index < 100; index++) {
    await ledger.webhookTokens.keep(`account-${index}`, "t".repeat(500), null);
  }
  await ledger[Symbol.asyncDispose]();
  expect(await inspectLedger({ ...place, keys: [] })).toMatchObject({ misfits: [] });
  const { size } = await stat(place.file);
  const file = await open(place.file, "r+");
  const from = Math.floor(size / 2 / 4_096) * 4_096;
  await file.write(Buffer.alloc(3 * 4_096, 0xab), 0, 3 * 4_096, from);
  await file.close();
  await expect(inspectLedger({ ...place, keys: [] })).rejects.toMatchObject({ fault: "corrupt" });
});

test("a ledger of a newer program is not touched", async () => {
  const place = await newPlace("sqlite");
  const newer = [
    ...migrations,
    { version: migrations.length + 1, statements: ["create table later (id bigint)"] },
  ];
  await (await openDatabase({ ...place, migrations: newer })).close();
  const opened = ledgerForTest(place);
  await expect(opened).rejects.toMatchObject({ fault: "newer" });
  await expect(opened).rejects.toThrow(
    `its version is ${newer.length}, this program knows ${migrations.length}; start the newer`,
  );
});

test("nobody but this user may read the file, and what lies beside it", async () => {
  const before = process.umask(0o022);
  onTestFinished(() => void process.umask(before));
  const place = await newPlace("sqlite");
  const { webhookTokens } = await ledgerForTest(place);
  await webhookTokens.keep("acme", "t-1", null);
  for (const end of ["", "-wal", "-shm"]) {
    expect((await stat(`${place.file}${end}`)).mode & 0o777, end).toBe(0o600);
  }
});

test.each([
  ["nobody listens", "postgres://afterbeep:secret@127.0.0.1:1/ledger", "unreachable"],
  ["there is no such host", "postgres://afterbeep:secret@nowhere.invalid/ledger", "unreachable"],
])("a server is told without its password, where %s", async (_, url, fault) => {
  const error: unknown = await ledgerForTest({ file: "", url }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(LedgerError);
  expect(error).toMatchObject({ fault });
  expect(String(error)).toContain(new URL(url).host);
  expect(String(error)).not.toContain("secret");
});
