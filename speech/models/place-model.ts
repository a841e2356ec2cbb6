import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { filesOf, writeInPlace } from "./manifest.ts";
import { manifestFile, versionFolder, versions, type Models } from "./models.ts";

/** A model that is ready to be put in place. */
export interface MadeModel {
  readonly name: string;
  /** The folder where it was made, on the same disk; it is moved. */
  readonly folder: string;
  readonly source: string;
}

/**
 * Puts a model in place of an older one of its name: its folder first, then the manifest that points at it, in one
 * step. Whoever looks finds the old one or the new one, and a process that has opened the old one keeps it.
 */
export async function placeModel(models: Models, made: MadeModel): Promise<void> {
  const { name, source } = made;
  const folder = versionFolder(name);
  const files = await filesOf(made.folder);
  await mkdir(dirname(join(models.folder, folder)), { recursive: true });
  await rename(made.folder, join(models.folder, folder));
  const manifest = { folder, source, pulledAt: new Date().toISOString(), files };
  await writeInPlace(manifestFile(models.folder, name), `${JSON.stringify(manifest, null, 2)}\n`);
  await removeUnused(models);
}

/**
 * Removes what no manifest points at and no living process has opened. Not beside a pull, which has a version before it
 * has its manifest: called under the same lock.
 */
export async function removeUnused(models: Models): Promise<void> {
  const kept = new Set([
    ...models.installed().map((name) => models.dirOf(name)),
    ...models.uses.living().flatMap((one) => Object.values(one.models)),
  ]);
  const home = join(models.folder, versions);
  for (const version of await readdir(home).catch(() => [])) {
    const inside = await readdir(join(home, version)).catch(() => []);
    if (inside.some((name) => kept.has(join(home, version, name)))) continue;
    await rm(join(home, version), { recursive: true, force: true });
  }
  // What 0.1 had pulled, and a later pull has taken the place of.
  for (const name of models.installed()) {
    const plain = join(models.folder, name);
    if (!kept.has(plain)) await rm(plain, { recursive: true, force: true });
  }
}
