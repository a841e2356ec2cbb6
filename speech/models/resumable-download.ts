import { createWriteStream } from "node:fs";
import { rename, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

/**
 * Fetches a large file. What came of it stands in `<file>.part`, and a later call goes on from there if the server can.
 *
 * @throws when the server fails or sends less than it promised
 */
export async function resumableDownload(
  url: string,
  file: string,
  onProgress: (bytes: number, of: number) => void,
): Promise<void> {
  if (await stat(file).catch(() => null)) return;
  const part = `${file}.part`;
  const there = (await stat(part).catch(() => null))?.size ?? 0;
  const response = await fetch(url, there > 0 ? { headers: { range: `bytes=${there}-` } } : {});
  // 416: nothing is left to be sent.
  if (response.status !== 416) {
    if (!response.ok || response.body === null) {
      throw new Error(`${new URL(url).host} answered ${response.status}`);
    }
    const resumed = response.status === 206;
    let bytes = resumed ? there : 0;
    const all = bytes + Number(response.headers.get("content-length") ?? 0);
    let failure: unknown = null;
    const { body } = response;
    const counted = async function* (): AsyncGenerator<Uint8Array> {
      try {
        for await (const chunk of body) {
          bytes += chunk.length;
          onProgress(bytes, all);
          yield chunk;
        }
      } catch (error) {
        // Not thrown yet: what came before it must reach the disk.
        failure = error;
      }
    };
    await pipeline(counted, createWriteStream(part, { flags: resumed ? "a" : "w" }));
    if (failure !== null || (all > 0 && bytes < all)) {
      throw new Error(`${new URL(url).host} sent ${bytes} of ${all} bytes; run it again to go on`, {
        cause: failure,
      });
    }
  } else {
    await response.body?.cancel();
  }
  await rename(part, file);
}
