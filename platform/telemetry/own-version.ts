import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { z } from "zod";

const manifest = z.object({ version: z.string() });

/** The version of this Afterbeep, of a clone as of the package. */
export function ownVersion(): string {
  const file = findPackageJSON("..", import.meta.url);
  if (file === undefined) throw new Error("Afterbeep's package.json is not beside its program");
  return manifest.parse(JSON.parse(readFileSync(file, "utf8"))).version;
}
