import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { hashOfFile } from "../../platform/files/hash-of-file.ts";

const manifest = z.object({
  /** Where it lies, from the models' folder. */
  folder: z.string(),
  /** What was pulled: a name, a URL, a folder. */
  source: z.string(),
  pulledAt: z.iso.datetime(),
  files: z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() })),
});

/** What was pulled, where it lies, and what each of its files was. Written last: it is what makes a model one. */
export type Manifest = z.infer<typeof manifest>;

/** @returns null when there is none, or it is none */
export function readManifest(file: string): Manifest | null {
  try {
    return manifest.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

/** Whole or not at all, also when the process is killed or the power goes. The last of several writers wins. */
export async function writeInPlace(file: string, text: string): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
  try {
    const handle = await open(temporary, "wx");
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Of each file in a folder, also of those in folders within. */
export async function filesOf(folder: string): Promise<Manifest["files"]> {
  const files: Manifest["files"] = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    files[name] = { bytes: (await stat(path)).size, sha256: await hashOfFile(path) };
  }
  return files;
}

/**
 * Compares a model with what was pulled: sizes, then contents.
 *
 * @returns what is wrong with it, null when it is the same
 */
export async function faultOf(folder: string, { files }: Manifest): Promise<string | null> {
  for (const [name, { bytes }] of Object.entries(files)) {
    const size = (await stat(join(folder, name)).catch(() => null))?.size ?? null;
    if (size === null) return `${name} is missing`;
    if (size !== bytes) return `${name} has ${size} bytes, it had ${bytes}`;
  }
  for (const [name, expected] of Object.entries(files)) {
    const found = await hashOfFile(join(folder, name));
    if (found !== expected.sha256) return `${name} is not what was pulled: sha256 ${found}`;
  }
  return null;
}
