import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageFile } from "./package-file.ts";

/** A model as sherpa-onnx is told of it. */
export interface LocalModel {
  /** `modelConfig` of sherpa-onnx. */
  readonly config: object;
  /** It tells what language it heard; else it writes its own one whatever it hears. */
  readonly namesLanguage: boolean;
  /** Its own one, BCP 47; null when it tells, or when nobody knows. */
  readonly language: string | null;
  /** Silence to put around what it reads. */
  readonly padSeconds: number;
}

/**
 * Moonshine Tiny English, 8 bits, 28 MB, MIT: the one neural recogniser whose weights arrive by npm
 * alone. The tokens are the Llama vocabulary in sherpa's form; the script that made them is beside
 * them.
 */
export function moonshineTiny(): LocalModel {
  const folder = "dist/model/tiny/quantized";
  const weights = (file: string): string =>
    packageFile("@moonshine-ai/moonshine-js", `${folder}/${file}`);
  return {
    config: {
      moonshine: {
        encoder: weights("encoder_model.onnx"),
        mergedDecoder: weights("decoder_model_merged.onnx"),
      },
      tokens: fileURLToPath(new URL("./moonshine-tiny/tokens.txt", import.meta.url)),
    },
    namesLanguage: false,
    language: "en",
    // Without it a fifth of dictated numbers came out empty or half (bench/speech, telephone).
    padSeconds: 0.1,
  };
}

/**
 * Reads a folder as sherpa-onnx publishes its models, by the names of its files. A language is taken from the folder's
 * name: `moonshine-base-en`, `sherpa-onnx-whisper-base.en`.
 *
 * @throws when it holds none that is known
 */
export function modelIn(folder: string): LocalModel {
  const names = readdirSync(folder);
  const find = (pattern: RegExp): string | null => {
    const found = names.filter((name) => pattern.test(name));
    // An 8-bit version beside the full one is smaller and as good here.
    const name = found.find((one) => one.includes("int8")) ?? found[0];
    return name === undefined ? null : join(folder, name);
  };
  const tokens = find(/tokens\.txt$/);
  if (tokens === null) {
    throw new Error(`${folder} has no tokens.txt of a sherpa-onnx model`);
  }
  const merged = find(/decoder_model_merged.*\.(onnx|ort)$/);
  const encoder = find(/encoder.*\.(onnx|ort)$/);
  const decoder = find(/decoder(?!_model_merged).*\.onnx$/);
  const joiner = find(/joiner.*\.onnx$/);
  const model = find(/^model.*\.onnx$/);
  const named = /[-.]([a-z]{2})(?:[-.]|$)/.exec(basename(folder))?.[1] ?? null;
  const english = /\.en\b/.test(basename(folder));
  const known = (config: object, namesLanguage: boolean): LocalModel => ({
    config: { ...config, tokens },
    namesLanguage,
    language: namesLanguage ? null : named,
    padSeconds: 0,
  });
  if (encoder && merged) return known({ moonshine: { encoder, mergedDecoder: merged } }, false);
  if (encoder && decoder && joiner) {
    return known({ transducer: { encoder, decoder, joiner }, modelType: "nemo_transducer" }, false);
  }
  if (encoder && decoder) return known({ whisper: { encoder, decoder } }, !english);
  if (model && /sense-?voice/i.test(folder)) {
    return known({ senseVoice: { model, useInverseTextNormalization: 1 } }, true);
  }
  if (model) return known({ nemoCtc: { model } }, false);
  throw new Error(`${folder} has no sherpa-onnx model of a known kind`);
}
