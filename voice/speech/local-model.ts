import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageFile } from "./package-file.ts";

/**
 * Moonshine Tiny English, 8 bits, 28 MB, MIT: the one neural recogniser whose weights arrive by npm alone. The tokens are
 * the Llama vocabulary in sherpa's form; the script that made them is beside them.
 */
export function moonshineTiny(): object {
  const folder = "dist/model/tiny/quantized";
  const weights = (file: string): string =>
    packageFile("@moonshine-ai/moonshine-js", `${folder}/${file}`);
  return {
    moonshine: {
      encoder: weights("encoder_model.onnx"),
      mergedDecoder: weights("decoder_model_merged.onnx"),
    },
    tokens: fileURLToPath(new URL("./moonshine-tiny/tokens.txt", import.meta.url)),
  };
}

/**
 * Reads a folder as sherpa-onnx publishes its models, by the names of its files.
 *
 * @throws when it holds none that is known
 */
export async function modelIn(folder: string): Promise<object> {
  const names = await readdir(folder);
  const find = (pattern: RegExp): string | null => {
    const found = names.filter((name) => pattern.test(name));
    // An 8-bit version beside the full one is smaller and as good here.
    const name = found.find((one) => one.includes("int8")) ?? found[0];
    return name === undefined ? null : join(folder, name);
  };
  const tokens = find(/tokens\.txt$/);
  if (tokens === null || !existsSync(tokens)) {
    throw new Error(`ASR_MODEL_DIR is ${folder}, which holds no tokens.txt of a sherpa-onnx model`);
  }
  const merged = find(/decoder_model_merged.*\.(onnx|ort)$/);
  const encoder = find(/encoder.*\.(onnx|ort)$/);
  const decoder = find(/decoder(?!_model_merged).*\.onnx$/);
  const joiner = find(/joiner.*\.onnx$/);
  const model = find(/^model.*\.onnx$/);
  if (encoder && merged) return { moonshine: { encoder, mergedDecoder: merged }, tokens };
  if (encoder && decoder && joiner) {
    return { transducer: { encoder, decoder, joiner }, tokens, modelType: "nemo_transducer" };
  }
  if (encoder && decoder) return { whisper: { encoder, decoder }, tokens };
  if (model && /sense-?voice/i.test(folder)) {
    return { senseVoice: { model, useInverseTextNormalization: 1 }, tokens };
  }
  if (model) return { nemoCtc: { model }, tokens };
  throw new Error(`ASR_MODEL_DIR is ${folder}, which holds no sherpa-onnx model that is known`);
}
