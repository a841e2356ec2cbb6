import { readdirSync, readFileSync } from "node:fs";

/** The workers' process of an `up`, which is its child. */
export function workersOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return children
    .split(" ")
    .filter((child) => child !== "" && commandOf(child).includes("worker-process"))
    .map(Number);
}

/** The Temporal server whose database is in a folder; it outlives the `up` that started it. */
export function temporalIn(folder: string): readonly number[] {
  return readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => {
      const command = commandOf(pid);
      return command.includes("start-dev") && command.includes(folder);
    })
    .map(Number);
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    // It has just ended.
    return "";
  }
}

/** The most that a process has held, in megabytes. @throws when it has ended */
export const peakOf = (pid: number): number => memoryOf(pid, "VmHWM");

/** What a process holds, in megabytes. @throws when it has ended */
export const heldBy = (pid: number): number => memoryOf(pid, "VmRSS");

function memoryOf(pid: number, field: "VmHWM" | "VmRSS"): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const [, kilobytes = "0"] = new RegExp(`${field}:\\s+(\\d+)`).exec(status) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

/** Descriptors that a process has open. @throws when it has ended */
export const descriptorsOf = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;
