import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config, Environment } from "../../platform/config/load-config.ts";
import type { MediaConfig } from "../../platform/config/sections/media.ts";
import { tiny } from "../../speech/models/models.ts";
import { bestForEnglish, offeredModels } from "../../speech/models/offered.ts";
import { modelsHere } from "./models-here.ts";

/** A model that hears better than the one in use. */
export interface BetterEars {
  /** The model's name. */
  readonly model: string;
  /** One sentence: what it does, what it costs, how to get it. */
  readonly line: string;
}

/** @returns null where Tiny does not read, or was chosen */
export function betterEars(config: MediaConfig, env: Environment): BetterEars | null {
  const { chosen, installed } = modelsHere(env);
  const offer = offeredModels.find(({ name }) => name === bestForEnglish[0]);
  const readsWithTiny =
    config.engines.includes("local") && config.modelDir === null && chosen() === tiny;
  // Who has it, and reads with Tiny, wants it so.
  if (!readsWithTiny || !offer || installed().includes(offer.name)) return null;
  return {
    model: offer.name,
    line: `Moonshine Base mishears a third fewer words than Tiny, which is in use: \`npx afterbeep models pull ${offer.name}\` fetches it (${offer.downloadMegabytes} MB, needs Python 3)`,
  };
}

/** The same once for each data folder, null from then on. */
export async function betterEarsOnce(
  { media, storage }: Pick<Config, "media" | "storage">,
  env: Environment,
): Promise<BetterEars | null> {
  const better = betterEars(media, env);
  if (!better) return null;
  try {
    await mkdir(storage.data, { recursive: true, mode: 0o700 });
    await writeFile(join(storage.data, "told-of-better-ears"), "", { flag: "wx" });
    return better;
  } catch {
    // Told before, or the disk takes nothing: other parts say that.
    return null;
  }
}
