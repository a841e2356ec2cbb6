import { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Runs work while no other process holds the same lock. The lock is SQLite's on a file of its own:
 * the kernel releases it when its holder dies, so a SIGKILL leaves nothing stuck, and no time-out
 * has to guess whether a holder still lives.
 *
 * @throws when the lock is not free within the time, or the file cannot be made
 */
export async function underLock<T>(
  file: string,
  timeoutMs: number,
  work: () => Promise<T>,
): Promise<T> {
  const database = new DatabaseSync(file);
  try {
    const deadline = Date.now() + timeoutMs;
    while (!tryLock(database)) {
      if (Date.now() > deadline) {
        throw new Error(`${file} has been locked by another process for ${timeoutMs / 1_000} s`);
      }
      await delay(50);
    }
    return await work();
  } finally {
    database.close();
  }
}

/** SQLite's code for a lock that another holds. */
const busy = 5;

function tryLock(database: DatabaseSync): boolean {
  try {
    database.exec("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    if (error instanceof Error && "errcode" in error && error.errcode === busy) return false;
    throw error;
  }
}
