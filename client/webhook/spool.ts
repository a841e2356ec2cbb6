import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { parseJson } from "../../domain/parse-json.ts";
import { proveWritable, syncFolder, writeWhole } from "../../platform/files/write-whole.ts";

const recordSchema = z.object({
  account: z.string(),
  callId: z.number().int().positive(),
  event: z.string(),
  acceptedAt: z.number(),
});

/** What is kept of a webhook: nothing of the caller, no link, no token. */
export type SpoolRecord = z.infer<typeof recordSchema>;

/**
 * Accepted webhooks that Temporal has not taken yet, one file each. What `put` has promised
 * survives the process and a power cut. Several processes may share the directory: records are only
 * added and removed whole.
 */
export interface Spool {
  /** @throws when the disk does not take it */
  readonly put: (record: SpoolRecord) => Promise<string>;
  /** Null when another process was faster. A file that is no record is set aside, and null. */
  readonly read: (name: string) => Promise<SpoolRecord | null>;
  readonly remove: (name: string) => Promise<void>;
  /** Names of what is there, oldest first. */
  readonly list: () => Promise<readonly string[]>;
  readonly isWritable: () => Promise<boolean>;
}

/** A record's name begins with the moment it was accepted: milliseconds since the epoch. */
export function takenAt(name: string): number {
  return Number.parseInt(name, 10) || 0;
}

const extension = ".json";
const setAside = "rejected";

/** @param onSetAside called with a file that is no record: torn by a power cut, or not ours */
export function createSpool(
  directory: string,
  onSetAside: (name: string) => void = () => {},
): Spool {
  const pathOf = (name: string): string => join(directory, name);

  const write = (name: string, text: string): Promise<void> => writeWhole(pathOf(name), text);
  const syncDirectory = coalesce(() => syncFolder(directory));

  return {
    put: async (record) => {
      const name = `${String(record.acceptedAt).padStart(15, "0")}-${randomUUID()}${extension}`;
      await write(name, JSON.stringify(record));
      await syncDirectory();
      return name;
    },
    read: async (name) => {
      const text = await readFile(pathOf(name), "utf8").catch(nullWhenAbsent);
      if (text === null) return null;
      const record = recordSchema.safeParse(parseJson(text));
      if (record.success) return record.data;
      await mkdir(pathOf(setAside), { recursive: true, mode: 0o700 });
      await rename(pathOf(name), pathOf(join(setAside, name))).catch(nullWhenAbsent);
      onSetAside(name);
      return null;
    },
    remove: (name) => rm(pathOf(name), { force: true }),
    list: async () => {
      const names = await readdir(directory).catch(nullWhenAbsent);
      return (names ?? [])
        .filter((name) => name.endsWith(extension) && !name.startsWith("."))
        .toSorted();
    },
    isWritable: () =>
      proveWritable(directory).then(
        () => true,
        () => false,
      ),
  };
}

/**
 * Lets calls that come while one runs share the next run: one sync of the directory covers every
 * rename before it, and 200 webhooks in a second must not wait for 200 of them.
 */
function coalesce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = (): Promise<void> => {
    const run = work().finally(() => {
      if (running === run) running = null;
    });
    running = run;
    return run;
  };
  return () => {
    if (!running) return start();
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
}

function nullWhenAbsent(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
}
