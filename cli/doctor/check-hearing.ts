import { fileURLToPath } from "node:url";
import { createDecoder } from "../../voice/audio/decoder.ts";
import { listOpenaiModels } from "../../voice/openai-models.ts";
import type { Config } from "../config.ts";
import { openaiAccess, openTranscriber } from "../listening.ts";
import { bad, good, messageOf, type Check } from "./check.ts";

/** "Go forward ten meters", 4 seconds. */
const clip = fileURLToPath(
  new URL("../../simulator/voicemails/human-goforward.mp3", import.meta.url),
);

/** Decoder and engines, each by what it makes of a clip. */
export async function checkHearing(config: Config, searchPath: string): Promise<Check[]> {
  const decoder = await checkDecoder(config, searchPath);
  const openai =
    config.TRANSCRIBERS?.includes("openai") ??
    (config.OPENAI_API_KEY !== undefined || config.ANALYZER === "openai");
  const local = config.TRANSCRIBERS?.includes("local") ?? true;
  return [
    decoder,
    ...(local && decoder.ok ? [await checkLocal(config, searchPath)] : []),
    ...(openai || config.ANALYZER === "openai" ? await checkOpenai(config) : []),
  ];
}

async function checkDecoder(config: Config, searchPath: string): Promise<Check> {
  try {
    const decoder = await createDecoder({ ffmpegBin: config.FFMPEG_BIN ?? null, searchPath });
    let samples = 0;
    for await (const piece of decoder.decode(clip)) samples += piece.length;
    return samples > 0
      ? good("decoder", `${decoder.name} reads a clip`)
      : bad("decoder", `${decoder.name} makes nothing of a clip`, "install ffmpeg");
  } catch (error) {
    return bad("decoder", messageOf(error), "set FFMPEG_BIN to an ffmpeg that runs, or unset it");
  }
}

async function checkLocal(config: Config, searchPath: string): Promise<Check> {
  const check = "engine-local";
  const model = config.ASR_MODEL_DIR ?? "the model of the packages";
  const fix =
    config.ASR_MODEL_DIR === undefined
      ? "npm ci puts the model back"
      : "set ASR_MODEL_DIR to a directory with a sherpa-onnx model, or unset it";
  try {
    const { transcriber } = await openTranscriber(
      { ...config, TRANSCRIBERS: ["local"] },
      searchPath,
    );
    try {
      const startedAt = performance.now();
      const { transcript } = await transcriber.hear(clip);
      const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
      return transcript && transcript.text !== ""
        ? good(check, `${model} reads a clip in ${seconds} s`)
        : bad(check, `${model} makes nothing of a clip`, fix);
    } finally {
      await transcriber.close();
    }
  } catch (error) {
    return bad(check, messageOf(error), fix);
  }
}

/** A model that ends sooner is worth a change today. */
const warnedMs = 60 * 86_400_000;

async function checkOpenai(config: Config): Promise<Check[]> {
  const server = config.OPENAI_BASE_URL === undefined ? "OpenAI" : "the server of OPENAI_BASE_URL";
  let models: Awaited<ReturnType<typeof listOpenaiModels>>;
  try {
    models = await listOpenaiModels(openaiAccess(config));
  } catch (error) {
    return [bad("engine-openai", messageOf(error), "check OPENAI_API_KEY and OPENAI_BASE_URL")];
  }
  const wanted = [
    ...((config.TRANSCRIBERS ?? ["openai"]).includes("openai")
      ? (["OPENAI_TRANSCRIPTION_MODEL"] as const)
      : []),
    ...(config.ANALYZER === "local" ? [] : (["OPENAI_ANALYSIS_MODEL"] as const)),
  ];
  return [
    good("engine-openai", `${server} lists ${models.size} models`),
    ...wanted.map((variable) => checkModel(variable, config[variable], models)),
  ];
}

function checkModel(
  variable: "OPENAI_TRANSCRIPTION_MODEL" | "OPENAI_ANALYSIS_MODEL",
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
