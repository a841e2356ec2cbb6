import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { runCommand } from "./run-command.ts";

/** Whether a process with this id runs, also another user's. One that has ended does not, though nobody asked how. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !hasEnded(pid);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Where the system shows it: what is left of a process until its parent asks how it ended. */
function hasEnded(pid: number): boolean {
  try {
    const [, fields = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(/\) (?=[A-Z] )/);
    const [state = ""] = fields.split(" ");
    // While threads of it end, its ports are still taken.
    return "ZX".includes(state) && Number(fields.split(" ")[threadsAt]) <= 1;
  } catch {
    // No /proc, as on macOS.
    return false;
  }
}

/** Of proc_pid_stat(5), num_threads, counted from the state. */
const threadsAt = 17;

/** A process's command line, null when it is gone. */
export async function commandLine(pid: number): Promise<string | null> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", " ") || null;
  } catch {
    // No /proc, as on macOS.
  }
  if (process.platform === "linux" || !isAlive(pid)) return null;
  const { stdout } = await runCommand("ps", ["-o", "command=", "-p", String(pid)], {
    timeoutMs: 5_000,
  });
  return stdout.trim() || null;
}

/** Ends a process: asked first, then killed. */
export async function endProcess(pid: number, patienceMs: number): Promise<void> {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const deadline = Date.now() + patienceMs;
    while (isAlive(pid) && Date.now() < deadline) await delay(50);
  }
}
