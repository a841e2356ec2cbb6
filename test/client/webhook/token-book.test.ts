import { readdir, mkdtemp, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openTokenBook } from "../../../client/webhook/token-book.ts";

async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-tokens-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test("of several that keep tokens at the same moment none loses another's", async () => {
  const folder = await folderForTest();
  // Each with what it has read, as in processes of their own.
  const books = Array.from({ length: 6 }, () => openTokenBook(folder));
  for (const book of books) expect(book.tokensOf("default")).toEqual([]);
  await Promise.all(books.map((book, index) => book.keep("default", `token-${index}`)));
  const kept = openTokenBook(folder).tokensOf("default");
  expect(kept.toSorted()).toEqual(books.map((_, index) => `token-${index}`));
  // Nothing is left beside it.
  expect((await readdir(folder)).toSorted()).toEqual([
    "webhook-tokens.json",
    "webhook-tokens.lock",
  ]);
});

test("what another process adds is seen at once, also within one tick of the file's clock", async () => {
  const folder = await folderForTest();
  const [mine, theirs] = [openTokenBook(folder), openTokenBook(folder)];
  await mine.keep("default", "first");
  expect(mine.tokensOf("default")).toEqual(["first"]);
  const { atime, mtime } = await stat(mine.file);
  await utimes(mine.file, atime, mtime);
  expect(mine.tokensOf("default")).toEqual(["first"]);
  await theirs.keep("default", "second");
  await utimes(mine.file, atime, mtime);
  expect(mine.tokensOf("default")).toEqual(["first", "second"]);
});

test("only this user may read it, and a torn file counts as empty", async () => {
  const folder = await folderForTest();
  const book = openTokenBook(folder);
  await book.keep("default", "first");
  expect((await stat(book.file)).mode & 0o777).toBe(0o600);
  await writeFile(book.file, '{"default": ["fir');
  expect(book.tokensOf("default")).toEqual([]);
  await book.keep("acme", "other");
  expect(book.tokensOf("acme")).toEqual(["other"]);
});
