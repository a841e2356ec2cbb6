import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);

/** The published package carries such files itself: packaging/build.ts. */
const carried = fileURLToPath(new URL("../../carried", import.meta.url));

/**
 * A file of another package: carried, or inside the package wherever the package manager put it.
 *
 * @throws when it is in neither place
 */
export function packageFile(name: string, file: string): string {
  for (const folder of [carried, ...(require.resolve.paths(name) ?? [])]) {
    const path = join(folder, name, file);
    if (existsSync(path)) return path;
  }
  throw new Error(`${file} of ${name} is not there; install Afterbeep again, in a clone by npm ci`);
}
