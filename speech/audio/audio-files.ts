import { readdir, stat } from "node:fs/promises";
import { extname, join } from "node:path";

/** What people call audio. A file that is named itself is taken whatever its name. */
const extensions = new Set([
  ".mp3",
  ".wav",
  ".ogg",
  ".oga",
  ".opus",
  ".m4a",
  ".mp4",
  ".aac",
  ".flac",
  ".webm",
  ".amr",
]);

/** A file to be heard, or why there is none. */
export type AudioFile =
  { readonly file: string } | { readonly file: string; readonly fault: string };

/** The files that paths name, in their order; of a folder its audio files, and those of the folders in it, by name. */
export async function audioFilesIn(paths: readonly string[]): Promise<readonly AudioFile[]> {
  const found: AudioFile[] = [];
  for (const path of paths) found.push(...(await filesAt(path)));
  return found;
}

async function filesAt(path: string): Promise<readonly AudioFile[]> {
  const kind = await stat(path).catch(() => null);
  if (!kind) return [{ file: path, fault: `no file ${path}` }];
  if (!kind.isDirectory()) return [{ file: path }];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && extensions.has(extname(entry.name).toLowerCase()))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return files.length > 0
    ? files.map((file) => ({ file }))
    : [{ file: path, fault: "there is no audio file in it" }];
}
