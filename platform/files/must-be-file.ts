import { stat } from "node:fs/promises";

/**
 * A file that people have named.
 *
 * @returns its size in bytes
 * @throws in words for people when it is not there, or no file
 */
export async function mustBeFile(path: string): Promise<number> {
  const kind = await stat(path).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  if (!kind) throw new Error(`no file ${path}`);
  if (kind.isDirectory()) throw new Error(`${path} is a folder; name a file`);
  return kind.size;
}
