import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { z } from "zod";

const manifest = z.object({ version: z.string() });

/** The version of this Afterbeep, in a clone as in the package. */
export function ownVersion(): string {
  const path = findPackageJSON(import.meta.url);
  if (path === undefined) throw new Error("Afterbeep's package.json is not there; install it anew");
  return manifest.parse(JSON.parse(readFileSync(path, "utf8"))).version;
}
