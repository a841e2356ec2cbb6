import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { replaceWhole, writeWhole } from "../../../platform/files/write-whole.ts";

async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-whole-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test("a file is replaced whole, in folders that need not exist yet", async () => {
  const file = join(await folderForTest(), "a", "b", "state.json");
  await writeWhole(file, "first");
  await writeWhole(file, "second");
  expect(await readFile(file, "utf8")).toBe("second");
});

test("what fails in the middle leaves what was there, and nothing beside it", async () => {
  const folder = await folderForTest();
  const file = join(folder, "state.json");
  await writeWhole(file, "first");
  const failing = replaceWhole(file, async (temporary) => {
    await writeFile(temporary, "half");
    throw new Error("no space left");
  });
  await expect(failing).rejects.toThrow("no space left");
  expect(await readFile(file, "utf8")).toBe("first");
  // A folder in its place cannot be replaced by a file.
  await mkdir(join(folder, "folder", "inside"), { recursive: true });
  await expect(writeWhole(join(folder, "folder"), "text")).rejects.toThrow();
  expect((await readdir(folder)).toSorted()).toEqual(["folder", "state.json"]);
});
