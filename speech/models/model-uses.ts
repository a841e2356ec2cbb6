import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";

const use = z.object({
  pid: z.number(),
  host: z.string(),
  /** When the kernel began it, to tell it from a later process of the same number; null where that cannot be read. */
  begun: z.string().nullable(),
  /** The command: `up`, `worker`, `transcribe`. */
  what: z.string(),
  since: z.iso.datetime(),
  /** By name; where each lies, null for the one of the packages. */
  models: z.record(z.string(), z.string().nullable()),
});

/** A process that reads with models. Nothing of what it reads. */
export type ModelUse = z.infer<typeof use>;

/** Which processes of this machine use which models: a small file each, gone when the process ends. */
export interface ModelUses {
  /** This process uses these from now on, by name with their folders, beside what it said before. */
  readonly record: (what: string, models: ModelUse["models"]) => void;
  /** Those that live, the oldest first. What dead ones left is removed. */
  readonly living: () => readonly ModelUse[];
}

export function createModelUses(folder: string): ModelUses {
  const own = join(folder, `${process.pid}.json`);
  let removedAtExit = false;
  return {
    record: (what, models) => {
      const before = read(own);
      const kept = before !== null && isLiving(before) ? before : null;
      const now: ModelUse = {
        pid: process.pid,
        host: hostname(),
        begun: begunAt(process.pid),
        what,
        since: kept?.since ?? new Date().toISOString(),
        models: { ...kept?.models, ...models },
      };
      if (!write(own, now) || removedAtExit) return;
      removedAtExit = true;
      process.once("exit", () => rmSync(own, { force: true }));
    },
    living: () => {
      const found: ModelUse[] = [];
      for (const name of namesIn(folder)) {
        const one = read(join(folder, name));
        // Of another host nothing can be said: a container that shares this folder.
        if (one !== null && one.host !== hostname()) continue;
        if (one !== null && isLiving(one)) found.push(one);
        else rmSync(join(folder, name), { force: true });
      }
      return found.toSorted((one, other) => one.since.localeCompare(other.since));
    },
  };
}

/** On a disk that cannot be written to, nobody pulls either. */
function write(file: string, now: ModelUse): boolean {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const temporary = join(dirname(file), `.${process.pid}`);
    writeFileSync(temporary, `${JSON.stringify(now)}\n`);
    renameSync(temporary, file);
    return true;
  } catch {
    return false;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith("."));
  } catch {
    return [];
  }
}

function read(file: string): ModelUse | null {
  try {
    return use.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

function isLiving({ pid, begun }: ModelUse): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  const now = begunAt(pid);
  return now === null || begun === null || now === begun;
}

/** Clock ticks after the machine's start, from Linux's /proc; null elsewhere. */
function begunAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The 22nd field; the second is a name in brackets that may hold blanks.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}
