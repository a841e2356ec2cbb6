import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

/** All that a file is read with: a stream's parts stay until they are collected, hundreds of megabytes of a program. */
const bufferBytes = 256 * 1024;

/** SHA-256 of a file, in hex. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafe(bufferBytes);
    let { bytesRead } = await file.read(buffer);
    while (bytesRead > 0) {
      hash.update(buffer.subarray(0, bytesRead));
      ({ bytesRead } = await file.read(buffer));
    }
    return hash.digest("hex");
  } finally {
    await file.close();
  }
}
