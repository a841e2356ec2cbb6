import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Puts a file in place at once or not at all, also when the power goes: written under another name,
 * synced, renamed. Several processes may do so at the same moment; the last one wins.
 *
 * @param write fills the file of the name it is given
 */
export async function replaceWhole(
  file: string,
  write: (temporary: string) => Promise<void>,
): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = join(folder, `.${basename(file)}.${randomUUID()}`);
  try {
    await write(temporary);
    await sync(temporary);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** The same with a text that nobody but this user may read. */
export function writeWhole(file: string, text: string): Promise<void> {
  return replaceWhole(file, (temporary) => writeFile(temporary, text, { flag: "wx", mode: 0o600 }));
}

/**
 * Proves that a folder takes files: makes it where it is not there, writes one and removes it.
 *
 * @throws what the disk answers
 */
export async function proveWritable(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const probe = join(folder, `.probe-${randomUUID()}`);
  try {
    // A full disk still takes an empty file.
    await writeFile(probe, "as long as a record is, or a little longer".repeat(100), {
      flag: "wx",
    });
    await sync(probe);
  } finally {
    await rm(probe, { force: true });
  }
}

/** Makes renames in a folder survive a power cut. */
export function syncFolder(folder: string): Promise<void> {
  return sync(folder);
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
