import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** For group and others: enter a folder, read a file, change either. */
const mayEnter = 0o011;
const mayRead = 0o044;
const mayChange = 0o022;

/**
 * Files in a folder that other users of this machine may read or change, all folders between included; none where the
 * system knows no such rights.
 *
 * @param most looks no further when there are as many
 */
export async function openToOthers(folder: string, most = 100): Promise<readonly string[]> {
  if (process.platform === "win32") return [];
  const found: string[] = [];
  const look = async (path: string): Promise<void> => {
    // What goes away meanwhile is open to nobody.
    const seen = await lstat(path).catch(() => null);
    if (!seen || found.length >= most) return;
    if (seen.isFile() && seen.mode & (mayRead | mayChange)) found.push(path);
    if (!seen.isDirectory()) return;
    if (seen.mode & mayChange && !(seen.mode & 0o1000)) found.push(path);
    if (!(seen.mode & mayEnter)) return;
    for (const name of await readdir(path).catch(() => [])) await look(join(path, name));
  };
  await look(folder);
  return found;
}
