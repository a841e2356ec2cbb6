import { existsSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

const packages = fileURLToPath(new URL("../../node_modules", import.meta.url));

/**
 * Lets Node keep the compiled code of this process and of its workers' in `node_modules/.cache`: a second start is
 * some 1.5 seconds of a core shorter. Outside a clone, and where nothing can be written, nothing is kept.
 *
 * @param env that of this process: `NODE_COMPILE_CACHE` is set in it, unless somebody has
 */
export function keepCompiled(env: NodeJS.ProcessEnv): void {
  if (!existsSync(packages)) return;
  env["NODE_COMPILE_CACHE"] ??= `${packages}/.cache/afterbeep/compiled`;
  enableCompileCache(env["NODE_COMPILE_CACHE"]);
}
