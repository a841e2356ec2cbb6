import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Environment } from "../../platform/config/load-config.ts";
import { underLock } from "../../platform/process/lock.ts";
import { createModels, type Models } from "../../speech/models/models.ts";
import { removeUnused } from "../../speech/models/place-model.ts";
import { pullModel, type PullOptions } from "../../speech/models/pull-model.ts";
import { cacheFolderOf } from "../../temporal/embedded/find-cli.ts";

/** The models of this machine's user: pulled once, used by every clone and every process. */
export function modelsHere(env: Environment): Models {
  return createModels(join(cacheFolderOf(env), "models"));
}

/** A pull takes minutes on a slow line, and others wait for it. */
const longestPullMs = 3_600_000;

/** Pulls a model for this machine's user, one at a time: see `pullModel`. */
export function pullHere(
  env: Environment,
  source: string,
  onProgress: PullOptions["onProgress"],
): Promise<string> {
  const models = modelsHere(env);
  return pullModel(models, source, {
    onProgress,
    exclusively: (work) =>
      exclusively(models, work, () => onProgress("wait for another pull to end")),
  });
}

/** Takes a model of this machine's user away, with what older versions left. */
export async function removeHere(env: Environment, name: string): Promise<void> {
  const models = modelsHere(env);
  const work = async (): Promise<void> => {
    await models.remove(name);
    await removeUnused(models);
  };
  await mkdir(models.folder, { recursive: true });
  await exclusively(models, work, () => {});
}

async function exclusively<T>(
  { folder }: Models,
  work: () => Promise<T>,
  onWait: () => void,
): Promise<T> {
  const lock = join(folder, ".lock");
  let begun = false;
  const begin = (): Promise<T> => {
    begun = true;
    return work();
  };
  try {
    return await underLock(lock, 0, begin);
  } catch (error) {
    if (begun) throw error;
  }
  onWait();
  return underLock(lock, longestPullMs, begin);
}
