import sherpa, { type OfflineRecognizer } from "sherpa-onnx-node";
import { sampleRate } from "../audio/resample.ts";
import type { SpeechEngine } from "./engine.ts";
import { EngineUnavailableError } from "./errors.ts";
import { modelIn, moonshineTiny } from "./local-model.ts";

export interface LocalEngineOptions {
  /** A folder with a sherpa-onnx model; null takes the one that arrives with the packages. */
  readonly modelDir: string | null;
  /** (Default: 1; a second one gains nothing on 20 seconds, and takes a core from those who answer webhooks) */
  readonly threads?: number;
}

/** Speech recognition in this process: no key, no network, nothing leaves the building. */
export function createLocalEngine({ modelDir, threads = 1 }: LocalEngineOptions): SpeechEngine {
  let loading: Promise<OfflineRecognizer> | null = null;
  const load = (): Promise<OfflineRecognizer> => {
    loading ??= loadRecognizer(modelDir, threads).catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  // One stretch at a time: two at once would only share the cores, and a queue keeps memory flat.
  let last: Promise<unknown> = Promise.resolve();
  return {
    name: "local",
    // Whisper and SenseVoice tell what they hear; what is in a folder is asked of it when it has spoken.
    monolingual: modelDir === null,
    read: async (samples, { signal }) => {
      const turn = last.then(async () => {
        signal?.throwIfAborted();
        const recognizer = await load();
        const stream = recognizer.createStream();
        stream.acceptWaveform({ samples, sampleRate });
        const { text, lang } = await recognizer.decodeAsync(stream);
        return { text: text.trim(), language: languageOf(lang, modelDir) };
      });
      last = turn.catch(() => {});
      return turn;
    },
    close: async () => {
      await last;
    },
  };
}

async function loadRecognizer(
  modelDir: string | null,
  threads: number,
): Promise<OfflineRecognizer> {
  try {
    const model = modelDir === null ? moonshineTiny() : await modelIn(modelDir);
    return await sherpa.OfflineRecognizer.createAsync({
      featConfig: { sampleRate, featureDim: 80 },
      modelConfig: { ...model, numThreads: threads, provider: "cpu", debug: 0 },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown";
    throw new EngineUnavailableError(`the local model does not load (${reason})`, null, error);
  }
}

/** Whisper and SenseVoice tell the language, as `<|en|>` or `en`; Moonshine Tiny knows only English. */
function languageOf(told: string | undefined, modelDir: string | null): string | null {
  const language = told?.replaceAll(/[<|>]/g, "");
  return language || (modelDir === null ? "en" : null);
}
