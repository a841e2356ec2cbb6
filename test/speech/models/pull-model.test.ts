import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createModels } from "../../../speech/models/models.ts";
import { modelFolder, pullInto, temporaryFolder } from "./model-folders.ts";

test("models: the best one installed is used, unless another one is chosen; a folder without a model is refused", async () => {
  const models = createModels(join(await temporaryFolder(), "models"));
  expect([models.installed(), models.chosen(), models.multilingual()]).toEqual([[], "tiny", null]);
  const empty = join(await temporaryFolder(), "moonshine-base-en");
  await mkdir(empty);
  await expect(pullInto(models, empty)).rejects.toThrow("tokens.txt");
  expect(models.installed()).toEqual([]);
  expect(await pullInto(models, await modelFolder("moonshine-base-en", "1"))).toBe(
    "moonshine-base-en",
  );
  expect(models.chosen()).toBe("moonshine-base-en");
  await models.use("tiny");
  expect([models.chosen(), models.dirOf("tiny")]).toEqual(["tiny", null]);
  await expect(models.use("large")).rejects.toThrow("installed: tiny, moonshine-base-en");
});

test("a Whisper of many languages reads what is not English, and never takes the chosen one's place by itself", async () => {
  const models = createModels(await temporaryFolder());
  const whisper = await modelFolder("whisper-base", "1");
  await rename(join(whisper, "decoder_model_merged.onnx"), join(whisper, "decoder.onnx"));
  await pullInto(models, whisper);
  await pullInto(models, await modelFolder("moonshine-base-en", "1"));
  expect([models.chosen(), models.multilingual()]).toEqual(["moonshine-base-en", "whisper-base"]);
  await models.use("whisper-base");
  // It reads all languages then, the others too.
  expect([models.chosen(), models.multilingual()]).toEqual(["whisper-base", null]);
});

test("a model that 0.1 had pulled is found, and gives way to a later pull of its name", async () => {
  const models = createModels(await temporaryFolder());
  const old = join(models.folder, "moonshine-base-en");
  await mkdir(old);
  await writeFile(join(old, "tokens.txt"), "0");
  expect([models.installed(), models.dirOf("moonshine-base-en")]).toEqual([
    ["moonshine-base-en"],
    old,
  ]);
  await pullInto(models, await modelFolder("moonshine-base-en", "1"));
  const dir = models.dirOf("moonshine-base-en") ?? "";
  expect(await readFile(join(dir, "tokens.txt"), "utf8")).toBe("1");
  expect((await readdir(models.folder)).filter((name) => !name.startsWith("."))).toEqual([
    "moonshine-base-en.json",
  ]);
  await models.remove("moonshine-base-en");
  expect([models.installed(), models.chosen()]).toEqual([[], "tiny"]);
  await expect(models.remove("moonshine-base-en")).rejects.toThrow("there is no model");
  await expect(models.remove("tiny")).rejects.toThrow("comes with the packages");
});

test("two pulls of one model at once: the second one takes what the first one has brought", async () => {
  const models = createModels(await temporaryFolder());
  const source = await modelFolder("moonshine-base-en", "1");
  expect(await Promise.all([pullInto(models, source), pullInto(models, source)])).toEqual([
    "moonshine-base-en",
    "moonshine-base-en",
  ]);
  expect(await readdir(join(models.folder, ".versions"))).toHaveLength(1);
  // Later it is pulled anew.
  const before = models.dirOf("moonshine-base-en");
  await pullInto(models, source);
  expect(models.dirOf("moonshine-base-en")).not.toBe(before);
});

test("a folder whose name cannot be a model's is refused", async () => {
  const models = createModels(await temporaryFolder());
  await expect(pullInto(models, await modelFolder("tiny", "1"))).rejects.toThrow("rename");
});
