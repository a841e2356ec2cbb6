import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { underLock } from "../../../platform/process/lock.ts";
import type { Models } from "../../../speech/models/models.ts";
import { pullModel, type PullOptions } from "../../../speech/models/pull-model.ts";

/** Gone when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "afterbeep-models-"));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** A folder that passes for a Moonshine, each file of it with the same words. */
export async function modelFolder(name: string, words: string): Promise<string> {
  const folder = join(await temporaryFolder(), name);
  await mkdir(folder);
  for (const file of ["encoder.onnx", "decoder_model_merged.onnx", "tokens.txt"]) {
    await writeFile(join(folder, file), words);
  }
  return folder;
}

/** A pull as the command does it. */
export function pullInto(
  models: Models,
  source: string,
  onProgress: PullOptions["onProgress"] = () => {},
): Promise<string> {
  return pullModel(models, source, {
    onProgress,
    exclusively: (work) => underLock(join(models.folder, ".lock"), 20_000, work),
  });
}
