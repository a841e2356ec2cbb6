import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { betterEars, betterEarsOnce } from "../../app/media/better-ears.ts";
import { modelsHere } from "../../app/media/models-here.ts";
import { loadConfig } from "../../platform/config/load-config.ts";
import { temporaryFolder } from "../speech/models/model-folders.ts";

test("whoever reads with Tiny is told once for each data folder of the better model, and how to get it", async () => {
  const folder = await temporaryFolder();
  const env = { XDG_CACHE_HOME: folder, AFTERBEEP_DATA: join(folder, "data") };
  const config = loadConfig(env);
  expect(await betterEarsOnce(config, env)).toMatchObject({
    line: expect.stringContaining("afterbeep models pull moonshine-base-en"),
  });
  expect(await betterEarsOnce(config, env)).toBeNull();
  const other = { ...env, AFTERBEEP_DATA: join(folder, "other") };
  expect(await betterEarsOnce(loadConfig(other), other)).not.toBeNull();
});

test.each([
  ["has a folder of their own", { ASR_MODEL_DIR: "/models/whisper-base" }],
  ["hears by OpenAI alone", { TRANSCRIBERS: "openai", OPENAI_API_KEY: "key" }],
])("who %s is told nothing", async (_, given) => {
  const env = { XDG_CACHE_HOME: await temporaryFolder(), ...given };
  expect(betterEars(loadConfig(env).media, env)).toBeNull();
});

test("who has the better model is told nothing, even where Tiny was chosen", async () => {
  const env = { XDG_CACHE_HOME: await temporaryFolder() };
  const models = modelsHere(env);
  const dir = join(models.folder, "moonshine-base-en");
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, "tokens.txt"), "");
  const { media } = loadConfig(env);
  expect(betterEars(media, env)).toBeNull();
  await models.use("tiny");
  expect(betterEars(media, env)).toBeNull();
});
