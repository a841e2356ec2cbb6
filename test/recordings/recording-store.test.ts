import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createRecordingStore } from "../../recordings/recording-store.ts";

test("a key of the store leads nowhere else", () => {
  const store = createRecordingStore("/data/recordings");
  expect(store.pathFor(store.keyFor("default", 812))).toBe("/data/recordings/default/812");
  expect(store.keyFor("../evil", 812)).toMatch(/^[0-9a-f]{16}\/812$/);
  for (const key of ["../x", "a/../b", "/etc/passwd", "a/b/c"])
    expect(() => store.pathFor(key)).toThrow();
});

test("old recordings go, young ones stay", async () => {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-store-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const store = createRecordingStore(folder);
  const draft = await store.draftFor("default/812");
  await writeFile(draft, "audio");
  await store.keep(draft, "default/812");
  await store.removeOlderThan(60_000);
  expect(await store.has("default/812")).toBe(true);
  await store.removeOlderThan(-1);
  expect(await store.has("default/812")).toBe(false);
});
