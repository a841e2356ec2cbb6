import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { endProcess, isAlive } from "../../../platform/process/other-process.ts";

test.skipIf(process.platform !== "linux")(
  "a process that has ended is not waited for, though its parent does not ask how it ended",
  async () => {
    const parent = spawn("sh", ["-c", "sleep 60 & echo $!; read -r _"], {
      stdio: ["pipe", "pipe", "ignore"],
    });
    onTestFinished(() => void parent.kill("SIGKILL"));
    const pid = Number(
      await new Promise<string>((resolve) =>
        parent.stdout.once("data", (data: Buffer) => resolve(data.toString())),
      ),
    );
    expect(isAlive(pid)).toBe(true);
    const before = performance.now();
    await endProcess(pid, 30_000);
    expect(performance.now() - before).toBeLessThan(20_000);
    expect(readFileSync(`/proc/${pid}/stat`, "utf8")).toContain(") Z ");
    expect(isAlive(pid)).toBe(false);
  },
);

test("this process is alive", () => expect(isAlive(process.pid)).toBe(true));
