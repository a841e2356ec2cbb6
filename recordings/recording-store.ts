import { createHash } from "node:crypto";
import { access, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Recordings on this machine's disk, each under a key. */
export interface RecordingStore {
  readonly keyFor: (account: string, callId: number) => string;
  readonly pathFor: (key: string) => string;
  readonly has: (key: string) => Promise<boolean>;
  /** Where to write a recording before it is proved. */
  readonly draftFor: (key: string) => Promise<string>;
  /** Puts a proved draft in its place, at once or not at all. */
  readonly keep: (draft: string, key: string) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
  /** @param ageMs recordings older than this go */
  readonly removeOlderThan: (ageMs: number) => Promise<void>;
}

const keyPattern = /^[A-Za-z0-9_-]+\/\d+$/;

/** Recordings as files of a directory, made with the first one. */
export function createRecordingStore(directory: string): RecordingStore {
  const pathFor = (key: string): string => {
    if (!keyPattern.test(key)) throw new Error("not a key of the recording store");
    return join(directory, key);
  };
  let drafts = 0;
  return {
    keyFor: (account, callId) => `${safe(account)}/${callId}`,
    pathFor,
    has: async (key) => {
      try {
        await access(pathFor(key));
        return true;
      } catch {
        return false;
      }
    },
    draftFor: async (key) => {
      const path = pathFor(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      return `${path}.${process.pid}-${drafts++}.draft`;
    },
    keep: (draft, key) => rename(draft, pathFor(key)),
    remove: (key) => rm(pathFor(key), { force: true }),
    removeOlderThan: async (ageMs) => {
      const names = await readdir(directory, { recursive: true }).catch(() => []);
      for (const name of names) {
        const path = join(directory, name);
        const found = await stat(path).catch(() => null);
        if (found?.isFile() && Date.now() - found.mtimeMs > ageMs) await rm(path, { force: true });
      }
    },
  };
}

/** Accounts are named by people; a folder's name must not lead elsewhere. */
function safe(account: string): string {
  return /^[A-Za-z0-9_-]+$/.test(account)
    ? account
    : createHash("sha256").update(account).digest("hex").slice(0, 16);
}
