import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { ConfiguredAccount } from "../../../app/accounts/account-source.ts";
import { createListeners } from "../../../app/accounts/account-source.ts";
import { watchAccounts } from "../../../app/accounts/watch-accounts.ts";
import { configuredAccount } from "../../support/accounts/configured-account.ts";
import { until } from "../../support/until.ts";

/*
 * What the accounts are is read from a list of names here: the file's own form is tested where it is read.
 */

async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-watch-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function watchNames(file: string, others: readonly string[] = []) {
  const faults: string[] = [];
  const sighup = createListeners();
  let changes = 0;
  let readings = 0;
  const watched = watchAccounts({
    load: (): readonly ConfiguredAccount[] => {
      readings++;
      const text = readFileSync(file, "utf8");
      if (!text.endsWith("\n")) throw new Error(`${file} is not whole`);
      return text
        .trim()
        .split("\n")
        .map((name) => configuredAccount({ name }));
    },
    files: () => [file, ...others],
    onSighup: sighup.add,
    onBad: (error) => void faults.push(error instanceof Error ? error.message : String(error)),
    everyMs: 20,
  });
  watched.onChange(() => void changes++);
  onTestFinished(() => watched[Symbol.dispose]());
  return {
    watched,
    faults,
    sighup,
    names: () => watched.current().map(({ name }) => name),
    changes: () => changes,
    readings: () => readings,
  };
}

test("a file that is written anew is in force, and who listens is told once", async () => {
  const file = join(await folderForTest(), "accounts");
  writeFileSync(file, "acme\n");
  const { names, changes, watched } = watchNames(file);
  expect(names()).toEqual(["acme"]);
  writeFileSync(file, "acme\nbeta\n");
  await until("it is in force", () => names().length === 2);
  expect([changes(), watched.isValid()]).toEqual([1, true]);
});

test("a file of the same size that takes its place by a rename is seen", async () => {
  const file = join(await folderForTest(), "accounts");
  writeFileSync(file, "acme\n");
  const { names } = watchNames(file);
  writeFileSync(`${file}.new`, "beta\n");
  renameSync(`${file}.new`, file);
  expect(await until("it is in force", () => names()[0] === "beta")).toBe(true);
});

test("a mounted ConfigMap is a link to a link that is swapped: what it points to then is in force", async () => {
  const folder = await folderForTest();
  for (const [version, name] of [
    ["..1", "acme"],
    ["..2", "beta"],
  ] as const) {
    mkdirSync(join(folder, version));
    writeFileSync(join(folder, version, "accounts"), `${name}\n`);
  }
  symlinkSync("..1", join(folder, "..data"));
  const file = join(folder, "accounts");
  symlinkSync("..data/accounts", file);
  const { names } = watchNames(file);
  symlinkSync("..2", join(folder, "..data_tmp"));
  renameSync(join(folder, "..data_tmp"), join(folder, "..data"));
  expect(await until("it is in force", () => names()[0] === "beta")).toBe(true);
});

test("what cannot be used changes nothing, is told once, and is made good by the next file", async () => {
  const file = join(await folderForTest(), "accounts");
  writeFileSync(file, "acme\n");
  const { names, faults, watched, changes } = watchNames(file);
  writeFileSync(file, "acme\nbe");
  await until("it is told", () => faults.length > 0);
  expect([names(), watched.isValid(), changes()]).toEqual([["acme"], false, 0]);
  writeFileSync(file, "acme\nbeta\n");
  await until("it is in force", () => names().length === 2);
  expect([watched.isValid(), faults.length]).toEqual([true, 1]);
});

test("a file that vanishes takes no account away; when it is there again it is read", async () => {
  const file = join(await folderForTest(), "accounts");
  writeFileSync(file, "acme\n");
  const { names, faults, watched } = watchNames(file);
  rmSync(file);
  await until("it is told", () => faults.length > 0);
  expect(faults[0]).toContain("is gone");
  expect([names(), watched.isValid()]).toEqual([["acme"], false]);
  writeFileSync(file, "acme\nbeta\n");
  await until("it is in force", () => names().length === 2);
  expect(watched.isValid()).toBe(true);
});

test("a file beside it, as of a secret, is watched too, and may come later", async () => {
  const folder = await folderForTest();
  const file = join(folder, "accounts");
  const secret = join(folder, "secret");
  writeFileSync(file, "acme\n");
  const { readings, watched } = watchNames(file, [secret]);
  const before = readings();
  writeFileSync(secret, "1");
  await until("it was read again", () => readings() > before);
  expect(watched.isValid()).toBe(true);
});

test("a SIGHUP has it read at once, also when nothing has changed", async () => {
  const file = join(await folderForTest(), "accounts");
  writeFileSync(file, "acme\n");
  const { sighup, readings, changes } = watchNames(file);
  const before = readings();
  sighup.call();
  expect([readings(), changes()]).toEqual([before + 1, 0]);
});
