import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { underLock } from "../../../platform/process/lock.ts";
import { until } from "../../support/until.ts";

async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-lock-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test("a lock is held by one at a time", async () => {
  const folder = await folderForTest();
  const file = join(folder, "lock");
  let inside = 0;
  let most = 0;
  const leave = Promise.withResolvers<void>();
  const work = async (): Promise<void> => {
    most = Math.max(most, ++inside);
    await leave.promise;
    inside--;
  };
  const all = [1, 2, 3].map(() => underLock(file, 10_000, work));
  await until("one is inside", () => inside > 0);
  // While it is inside, another that will not wait is turned away.
  await expect(underLock(file, 0, work)).rejects.toThrow("has been locked");
  leave.resolve();
  await Promise.all(all);
  expect(most).toBe(1);
});
