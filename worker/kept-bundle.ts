import { createHash } from "node:crypto";
import { existsSync, globSync } from "node:fs";
import { readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { replaceWhole } from "../platform/files/write-whole.ts";

const packages = fileURLToPath(new URL("../node_modules", import.meta.url));

/** Where npm says which version of every package is installed: the bundle has some of them. */
const installed = join(packages, ".package-lock.json");
const folder = join(packages, ".cache/afterbeep");

/** All that a workflow may import of ours: test/boundaries holds it. */
const sources = [new URL("../workflows", import.meta.url), new URL("../domain", import.meta.url)];

/** How they are bundled. */
const script = new URL("./print-bundle.ts", import.meta.url);

/** One that nobody asked for so long is removed, milliseconds: each edit of a workflow leaves one, of 2 MB. */
const keepMs = 24 * 3_600_000;

/**
 * A bundle that was made before of the same files, else one that is made now and kept: making one takes seconds of
 * a core, at every start of a worker. Outside a clone, and where nothing can be kept, each is made anew.
 *
 * @param additions what it has beside the workflows: paths, or names of packages' modules
 */
export async function keptBundle(
  additions: readonly string[],
  make: () => Promise<string>,
): Promise<string> {
  if (!existsSync(installed)) return make();
  const file = join(folder, `workflows-${await keyOf(additions)}.js`);
  const kept = await readFile(file, "utf8").catch(() => null);
  if (kept !== null) {
    const now = new Date();
    await utimes(file, now, now).catch(() => {});
    return kept;
  }
  const code = await make();
  await keep(file, code).catch(() => {
    // A clone of somebody else's, or a full disk: it is made again the next time.
  });
  return code;
}

async function keep(file: string, code: string): Promise<void> {
  await replaceWhole(file, (temporary) => writeFile(temporary, code, { flag: "wx", mode: 0o600 }));
  for (const name of globSync("workflows-*.js", { cwd: folder })) {
    const one = join(folder, name);
    const { mtimeMs } = await stat(one);
    if (Date.now() - mtimeMs > keepMs) await rm(one, { force: true });
  }
}

/** Of the names and contents of all that a bundle is made of. */
async function keyOf(additions: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([process.version, ...additions]));
  const ours = sources.map((source) => fileURLToPath(source)).flatMap(filesIn);
  // A package's module is of the version that npm names.
  const added = additions.filter((path) => existsSync(path));
  for (const path of [installed, fileURLToPath(script), ...ours, ...added]) {
    const content = await readFile(path);
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex").slice(0, 32);
}

function filesIn(room: string): string[] {
  return globSync("**/*.ts", { cwd: room })
    .toSorted()
    .map((name) => join(room, name));
}
