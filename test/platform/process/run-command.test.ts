import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isAlive } from "../../../platform/process/other-process.ts";
import { runCommand } from "../../../platform/process/run-command.ts";
import { program } from "../../support/program.ts";
import { until } from "../../support/until.ts";

async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-command-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test("a program that hangs is ended with all its children", async () => {
  const folder = await folderForTest();
  const file = join(folder, "child");
  const hanging = await program(folder, "hang", `sleep 1000 & echo $! > ${file}; wait`);
  await expect(runCommand(hanging, [], { timeoutMs: 500 })).rejects.toThrow(
    "took longer than 0.5 s",
  );
  const pid = Number(await readFile(file, "utf8"));
  expect(pid).toBeGreaterThan(0);
  await until("the child is gone", () => !isAlive(pid), 5_000);
});
