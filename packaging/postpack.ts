/*
 * Run by npm after `npm pack`: the clone has its own package.json again.
 */
import { rename } from "node:fs/promises";
import { join } from "node:path";

const clone = join(import.meta.dirname, "..");
await rename(join(clone, ".package.json.clone"), join(clone, "package.json"));
