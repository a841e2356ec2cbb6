/*
 * Run by npm before `npm pack`: builds, and puts the package's package.json in the place of the
 * clone's, which postpack.ts puts back.
 */
import { existsSync } from "node:fs";
import { copyFile, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "./build.ts";
import { manifestSchema, publishedManifest } from "./published-manifest.ts";

const clone = join(import.meta.dirname, "..");
const manifest = join(clone, "package.json");
const kept = join(clone, ".package.json.clone");

// An earlier run was killed before its postpack.
if (existsSync(kept)) await rename(kept, manifest);

await build(clone);
const own = manifestSchema.parse(JSON.parse(await readFile(manifest, "utf8")));
await copyFile(manifest, kept);
await writeFile(`${manifest}.new`, `${JSON.stringify(publishedManifest(own), null, 2)}\n`);
await rename(`${manifest}.new`, manifest);
