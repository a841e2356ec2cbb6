import { dayMs } from "../../domain/duration.ts";
import { listOpenaiModels } from "../../openai/openai-models.ts";
import { clip } from "../../speech/audio/clip.ts";
import { createTranscriber } from "../../speech/transcriber.ts";
import { createVoiceActivity } from "../../speech/voice-activity.ts";
import type { Environment } from "../../platform/config/load-config.ts";
import type {
  EngineName,
  MediaConfig,
  OpenaiConfig,
} from "../../platform/config/sections/media.ts";
import { fileOf, isOwn } from "../../platform/config/own-part.ts";
import { openaiAccess, openDecoder, openEngines } from "../media/open-media.ts";
import { modelsHere } from "../media/models-here.ts";
import { bad, good, messageOf, type Check } from "./check.ts";

/** Decoder and engines, each by what it makes of a clip. */
export async function checkMedia(config: MediaConfig, env: Environment): Promise<Check[]> {
  const decoder = await checkDecoder(config, env);
  const { engines } = config;
  const models = [
    ...(engines.includes("openai") ? (["OPENAI_TRANSCRIPTION_MODEL"] as const) : []),
    ...(config.analyzer === "openai" ? (["OPENAI_ANALYSIS_MODEL"] as const) : []),
  ];
  const reading: Check[] = [];
  for (const name of decoder.ok ? engines : []) {
    if (name !== "openai") reading.push(await checkReading(name, config, env));
  }
  return [
    decoder,
    ...reading,
    ...(models.length > 0 ? await checkOpenai(config.openai, models) : []),
  ];
}

async function checkDecoder(config: MediaConfig, env: Environment): Promise<Check> {
  try {
    const decoder = await openDecoder(config, env);
    let samples = 0;
    for await (const piece of decoder.decode(clip)) samples += piece.length;
    return samples > 0
      ? good("decoder", `${decoder.name} reads a clip`)
      : bad("decoder", `${decoder.name} cannot read a clip`, "install ffmpeg");
  } catch (error) {
    return bad("decoder", messageOf(error), "set FFMPEG_BIN to an ffmpeg that runs, or unset it");
  }
}

/** The engine alone, without the one that would stand in for it. */
async function checkReading(
  name: Exclude<EngineName, "openai">,
  config: MediaConfig,
  env: Environment,
): Promise<Check> {
  const check = isOwn(name) ? "engine-module" : `engine-${name}`;
  const fix = fixOf(name, config);
  try {
    const {
      engines: [engine],
      faults,
    } = await openEngines(config, env, [name]);
    if (faults.length > 0) return bad(check, faults.join("; "), "then restart workers");
    const decoder = await openDecoder(config, env);
    const transcriber = createTranscriber({
      engines: engine ? [engine] : [],
      decoder,
      voiceActivity: createVoiceActivity(),
    });
    try {
      const startedAt = performance.now();
      const { transcript } = await transcriber.hear(clip);
      const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
      return transcript && transcript.text !== ""
        ? good(check, `${modelOf(name, config, env)} reads a clip in ${seconds} s`)
        : bad(check, `${modelOf(name, config, env)} cannot read a clip`, fix);
    } finally {
      await transcriber.close();
    }
  } catch (error) {
    return bad(check, messageOf(error), fix);
  }
}

function modelOf(
  name: Exclude<EngineName, "openai">,
  config: MediaConfig,
  env: Environment,
): string {
  if (isOwn(name)) return fileOf(name);
  if (name === "compatible") return `${config.compatible.server} at COMPATIBLE_BASE_URL`;
  return config.modelDir ?? `model ${modelsHere(env).chosen()}`;
}

function fixOf(name: Exclude<EngineName, "openai">, config: MediaConfig): string {
  if (isOwn(name)) return "hold it against the contract: docs/run/extending.md";
  if (name === "compatible") {
    return "start that server, and check COMPATIBLE_BASE_URL, COMPATIBLE_SERVER and COMPATIBLE_MODEL";
  }
  return config.modelDir === null
    ? "npm ci puts the model of the packages back; afterbeep models list shows others"
    : "set ASR_MODEL_DIR to a directory with a sherpa-onnx model, or unset it";
}

/** A model that ends sooner is worth a change today. */
const warnedMs = 60 * dayMs;

async function checkOpenai(
  config: OpenaiConfig,
  wanted: readonly ModelVariable[],
): Promise<Check[]> {
  const server = config.baseUrl === null ? "OpenAI" : "the server of OPENAI_BASE_URL";
  let models: Awaited<ReturnType<typeof listOpenaiModels>>;
  try {
    models = await listOpenaiModels(openaiAccess(config));
  } catch (error) {
    return [bad("engine-openai", messageOf(error), "check OPENAI_API_KEY and OPENAI_BASE_URL")];
  }
  return [
    good("engine-openai", `${server} lists ${models.size} models`),
    ...wanted.map((variable) => checkModel(variable, modelFor(variable, config), models)),
  ];
}

type ModelVariable = "OPENAI_TRANSCRIPTION_MODEL" | "OPENAI_ANALYSIS_MODEL";

function modelFor(variable: ModelVariable, config: OpenaiConfig): string {
  return variable === "OPENAI_ANALYSIS_MODEL" ? config.analysisModel : config.transcriptionModel;
}

function checkModel(
  variable: ModelVariable,
  model: string,
  models: ReadonlyMap<string, string | null>,
): Check {
  const check = variable === "OPENAI_ANALYSIS_MODEL" ? "model-analysis" : "model-transcription";
  const shutdown = models.get(model);
  if (shutdown === undefined) {
    return bad(check, `${model} is not listed for this key`, `set ${variable} to one that is`);
  }
  if (shutdown === null) return good(check, `${model} is there, no end announced`);
  const at = Date.parse(shutdown);
  return at - Date.now() > warnedMs
    ? good(check, `${model} is there until ${shutdown}`)
    : bad(check, `${model} ends on ${shutdown}`, `set ${variable} to a newer model before`);
}
