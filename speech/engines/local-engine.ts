import { availableParallelism } from "node:os";
import sherpa, { type OfflineRecognizer } from "sherpa-onnx-node";
import { sampleRate } from "../audio/resample.ts";
import { EngineUnavailableError } from "../errors.ts";
import { createLimiter } from "./limiter.ts";
import { modelIn, moonshineTiny, type LocalModel } from "../models/local-model.ts";
import type { Reading, SpeechEngine } from "./engine.ts";

export interface LocalEngineOptions {
  /** A folder with a sherpa-onnx model; null takes the one that arrives with the packages. */
  readonly modelDir: string | null;
  /** Of one reading. (Default: 1: two readings side by side gain more from two cores than one with two threads) */
  readonly threads?: number;
}

/** Readings at once: more than there are cores would only share them, and each takes memory. */
const atOnce = Math.min(2, availableParallelism());

/** Of two readings that long the second takes as much again, 140 MB: one at once. */
const longSeconds = 10;

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
  const limited = createLimiter(atOnce);
  const oneLong = createLimiter(1);
  const underWay = new Set<Promise<unknown>>();
  return {
    name: "local",
    monolingual: !model.namesLanguage,
    ahead: true,
    prepare: async () => void (await load()),
    read: async (samples, { signal }) => {
      const work = async (): Promise<Reading> => {
        signal?.throwIfAborted();
        const recognizer = await load();
        const stream = recognizer.createStream();
        stream.acceptWaveform({ samples: padded(samples, model.padSeconds), sampleRate });
        const { text, lang } = await recognizer.decodeAsync(stream);
        return { text: text.trim(), language: languageOf(lang, model) };
      };
      const isLong = samples.length > longSeconds * sampleRate;
      const reading = isLong ? oneLong(() => limited(work)) : limited(work);
      underWay.add(reading);
      try {
        return await reading;
      } finally {
        underWay.delete(reading);
      }
    },
    close: async () => {
      await Promise.allSettled(underWay);
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
