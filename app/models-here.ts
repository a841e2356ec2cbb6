import { join } from "node:path";
import { createModels, type Models } from "../speech/models/models.ts";
import type { Environment } from "../platform/config/load-config.ts";
import { cacheFolderOf } from "../temporal/embedded/find-cli.ts";

/** The models of this machine's user: pulled once, used by every clone and every process. */
export function modelsHere(env: Environment): Models {
  return createModels(join(cacheFolderOf(env), "models"));
}
