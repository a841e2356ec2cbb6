import { mkdtemp, rmdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { audioFilesIn } from "../speech/audio/audio-files.ts";

/**
 * Makes a folder for recordings of whoever looks on. What they put there is theirs, and may be the only copy: it is not
 * removed, and they are told so.
 *
 * @param opened is given what ends it
 */
export async function openDropFolder(
  note: (line: string) => void,
  opened: AsyncDisposableStack,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-drop-"));
  opened.defer(async () => {
    try {
      await rmdir(folder);
    } catch {
      note(`Your recordings are still in ${folder}; remove them yourself.`);
    }
  });
  return folder;
}

/** Twice the same size: what copies it has ended. */
const lookEveryMs = 500;

/**
 * The recordings that somebody puts into a folder, each once, when it is there in whole; without end, until it is asked
 * to stop. They are not touched.
 */
export async function* droppedRecordings(
  folder: string,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const taken = new Set<string>();
  let before = new Map<string, number>();
  while (!signal.aborted) {
    const now = await sizesIn(folder);
    for (const [file, bytes] of now) {
      if (taken.has(file) || bytes === 0 || before.get(file) !== bytes) continue;
      taken.add(file);
      yield file;
    }
    before = now;
    await delay(lookEveryMs, undefined, { signal }).catch(() => {});
  }
}

async function sizesIn(folder: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (const found of await audioFilesIn([folder])) {
    if ("fault" in found) continue;
    // Gone meanwhile: it is seen again, or it is not.
    const { size = 0 } = (await stat(found.file).catch(() => null)) ?? {};
    sizes.set(found.file, size);
  }
  return sizes;
}
