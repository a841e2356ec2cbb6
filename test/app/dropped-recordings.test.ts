import { appendFile, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { droppedRecordings, openDropFolder } from "../../app/dropped-recordings.ts";

test("recordings that are put into a folder are seen once each, when they are whole, and nothing else is", async () => {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-drop-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const stopping = new AbortController();
  const seen: string[] = [];
  await writeFile(join(folder, "notes.txt"), "no recording");
  await writeFile(join(folder, "one.m4a"), "");
  // Still growing when it is first looked at.
  setTimeout(() => void appendFile(join(folder, "one.m4a"), "sound"), 700);
  for await (const file of droppedRecordings(folder, stopping.signal)) {
    seen.push(basename(file));
    if (seen.length === 1) {
      expect((await stat(file)).size).toBe(5);
      await writeFile(join(folder, "two.MP3"), "sound");
    } else stopping.abort();
  }
  expect(seen).toEqual(["one.m4a", "two.MP3"]);
});

test("the folder goes when it is empty, and stays, and is named, when somebody's recording is in it", async () => {
  for (const isUsed of [false, true]) {
    const notes: string[] = [];
    const opened = new AsyncDisposableStack();
    const folder = await openDropFolder((line) => notes.push(line), opened);
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    if (isUsed) await writeFile(join(folder, "mine.wav"), "sound");
    await opened.disposeAsync();
    expect(await stat(folder).catch(() => null)).toEqual(isUsed ? expect.anything() : null);
    expect(notes.join().includes(folder)).toBe(isUsed);
  }
});
