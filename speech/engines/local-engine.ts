import sherpa, { type OfflineRecognizer } from "sherpa-onnx-node";
import { sampleRate } from "../audio/resample.ts";
import { EngineUnavailableError } from "../errors.ts";
import { modelIn, moonshineTiny, type LocalModel } from "../models/local-model.ts";
import type { SpeechEngine } from "./engine.ts";

export interface LocalEngineOptions {
  /** A folder with a sherpa-onnx model; null takes the one that arrives with the packages. */
  readonly modelDir: string | null;
  /** (Default: 1; a second one gains nothing on 20 seconds, and takes a core from those who answer webhooks) */
  readonly threads?: number;
}

/** Speech recognition in this process: no key, no network, nothing leaves the building. */
export function createLocalEngine({ modelDir, threads = 1 }: LocalEngineOptions): SpeechEngine {
  const model = modelDir === null ? moonshineTiny() : modelIn(modelDir);
  let loading: Promise<OfflineRecognizer> | null = null;
  const load = (): Promise<OfflineRecognizer> => {
    loading ??= loadRecognizer(model, threads).catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  // One stretch at a time: two at once would only share the cores, and a queue keeps memory flat.
  let last: Promise<unknown> = Promise.resolve();
  return {
    name: "local",
    monolingual: !model.namesLanguage,
    read: async (samples, { signal }) => {
      const reading = last.then(async () => {
        signal?.throwIfAborted();
        const recognizer = await load();
        const stream = recognizer.createStream();
        stream.acceptWaveform({ samples: padded(samples, model.padSeconds), sampleRate });
        const { text, lang } = await recognizer.decodeAsync(stream);
        return { text: text.trim(), language: languageOf(lang, model) };
      });
      last = reading.catch(() => {});
      return reading;
    },
    close: async () => {
      await last;
    },
  };
}

async function loadRecognizer(model: LocalModel, threads: number): Promise<OfflineRecognizer> {
  try {
    return await sherpa.OfflineRecognizer.createAsync({
      featConfig: { sampleRate, featureDim: 80 },
      modelConfig: { ...model.config, numThreads: threads, provider: "cpu", debug: 0 },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown";
    throw new EngineUnavailableError(`the local model does not load (${reason})`, null, error);
  }
}

function padded(samples: Float32Array, seconds: number): Float32Array {
  if (seconds === 0) return samples;
  const pad = Math.round(seconds * sampleRate);
  const result = new Float32Array(samples.length + 2 * pad);
  result.set(samples, pad);
  return result;
}

/** Whisper and SenseVoice tell the language, as `<|en|>` or `en`. */
function languageOf(named: string | undefined, model: LocalModel): string | null {
  if (!model.namesLanguage) return model.language;
  return named?.replaceAll(/[<|>]/g, "") || null;
}
