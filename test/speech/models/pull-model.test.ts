import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createModels } from "../../../speech/models/models.ts";
import { pullModel } from "../../../speech/models/pull-model.ts";

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "afterbeep-models-"));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

test("models: the best one installed is used, unless another one is chosen; a folder without a model is refused", async () => {
  const models = createModels(join(await folder(), "models"));
  expect([models.installed(), models.chosen(), models.chosenDir()]).toEqual([[], "tiny", null]);
  const source = join(await folder(), "moonshine-base-en");
  await mkdir(source);
  const pull = () => pullModel(models, source, { onProgress: () => {} });
  await expect(pull()).rejects.toThrow("tokens.txt");
  expect(models.installed()).toEqual([]);
  for (const file of ["encoder.onnx", "decoder_model_merged.onnx", "tokens.txt"]) {
    await writeFile(join(source, file), "");
  }
  expect(await pull()).toBe("moonshine-base-en");
  expect(models.chosen()).toBe("moonshine-base-en");
  await models.use("tiny");
  expect([models.chosen(), models.chosenDir()]).toEqual(["tiny", null]);
  await expect(models.use("large")).rejects.toThrow("installed: tiny, moonshine-base-en");
});
