import { readFile, readdir, mkdtemp, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openTokenBook } from "../../../client/webhook/token-book.ts";

async function fileForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-tokens-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, "tokens.json");
}

test("what another process writes is seen at once, also within one tick of the file's clock", async () => {
  const file = await fileForTest();
  const [mine, theirs] = [openTokenBook(file), openTokenBook(file)];
  expect(mine.isThere()).toBe(false);
  expect(mine.entriesOf("default")).toEqual([]);
  await mine.write({ default: ["first"] });
  expect(mine.entriesOf("default")).toEqual(["first"]);
  const { atime, mtime } = await stat(file);
  await theirs.write({ default: ["other"] });
  await utimes(file, atime, mtime);
  expect(mine.entriesOf("default")).toEqual(["other"]);
  expect(mine.all()).toEqual({ default: ["other"] });
  await rm(file);
  expect(mine.entriesOf("default")).toEqual([]);
});

test("an account may have the name of what every object has", async () => {
  const book = openTokenBook(await fileForTest());
  expect(book.entriesOf("constructor")).toEqual([]);
  await book.write({ constructor: ["first"] });
  expect(book.entriesOf("constructor")).toEqual(["first"]);
});

test("what stands there already is not written again", async () => {
  const file = await fileForTest();
  const book = openTokenBook(file);
  await book.write({ default: ["first"] });
  const { ino } = await stat(file);
  await book.write({ default: ["first"] });
  expect((await stat(file)).ino).toBe(ino);
});

test("only this user may read it, nothing is left beside it, and a torn file counts as empty", async () => {
  const file = await fileForTest();
  const book = openTokenBook(file);
  await book.write({ default: ["first"] });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(file, ".."))).toEqual(["tokens.json"]);
  await writeFile(file, '{"default": ["fir');
  expect(book.entriesOf("default")).toEqual([]);
  await book.write({});
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual({});
});
