import sherpa, { type OfflineRecognizer } from "sherpa-onnx-node";
import { sampleRate } from "../audio/resample.ts";
import { EngineUnavailableError } from "../errors.ts";
import { modelIn } from "./local-model.ts";
import { spokenBy, whisperCode } from "./whisper-languages.ts";

/** What was heard, and in which language. */
export interface MultilingualReading {
  /** As it was spoken, not translated; empty when nothing was heard. */
  readonly text: string;
  /** BCP 47: the one that was asked for, else the likeliest of Whisper's 99. Null when it did not tell. */
  readonly language: string | null;
}

export interface MultilingualReadOptions {
  /** BCP 47, such as `fr` or `fr-CA`. Null, or one that Whisper does not know: it identifies the language itself. */
  readonly language: string | null;
  readonly signal?: AbortSignal | undefined;
}

/** A recogniser of many languages: reads in a given one, or says which it is. */
export interface MultilingualReader {
  /**
   * @param samples at most 28 seconds at 16 kHz, mono; the rest would be dropped
   * @throws EngineUnavailableError
   */
  readonly read: (
    samples: Float32Array,
    options: MultilingualReadOptions,
  ) => Promise<MultilingualReading>;
  /**
   * The language of the beginning. Costs as much as reading it, so where the text may be wanted too, `read` with a
   * language of null gives both at once.
   *
   * @returns BCP 47: mostly two letters of ISO 639-1
   * @throws EngineUnavailableError
   */
  readonly identify: (samples: Float32Array, signal?: AbortSignal) => Promise<string | null>;
  /** Waits for what is under way. */
  readonly close: () => Promise<void>;
}

/**
 * Frames of silence behind a reading, a hundredth of a second each. sherpa-onnx puts a thousand there: on 42 clips of
 * ours that read no better, for two thirds more work.
 */
const tailPaddings = 300;

/** So much is enough to tell a language by. */
const identifiedSeconds = 12;

/**
 * Whisper as sherpa-onnx runs it: one reading at a time, on a thread of its own. The weights are loaded at the first
 * reading and stay.
 *
 * @param modelDir a folder with a Whisper of many languages
 * @throws when there is none in it
 */
export function createMultilingualReader(modelDir: string, threads = 1): MultilingualReader {
  const { config, namesLanguage } = modelIn(modelDir);
  const whisper = "whisper" in config ? config.whisper : null;
  if (!namesLanguage || typeof whisper !== "object") {
    throw new Error(`${modelDir} has no multilingual Whisper model`);
  }
  const configFor = (language: string): object => ({
    featConfig: { sampleRate, featureDim: 80 },
    modelConfig: {
      ...config,
      whisper: { ...whisper, language, task: "transcribe", tailPaddings },
      numThreads: threads,
      provider: "cpu",
      debug: 0,
    },
  });
  let loading: Promise<OfflineRecognizer> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let set = "";
  const load = (): Promise<OfflineRecognizer> => {
    loading ??= loadRecognizer(configFor(set)).catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  const read: MultilingualReader["read"] = async (samples, { language, signal }) => {
    const reading = last.then(async () => {
      signal?.throwIfAborted();
      const recognizer = await load();
      // One that it does not know would end the process.
      const wanted = whisperCode(language) ?? "";
      if (wanted !== set) recognizer.setConfig(configFor(wanted));
      set = wanted;
      const stream = recognizer.createStream();
      stream.acceptWaveform({ samples, sampleRate });
      const { text, lang } = await recognizer.decodeAsync(stream);
      return { text: text.trim(), language: lang ? spokenBy(lang) : null };
    });
    last = reading.catch(() => {});
    return reading;
  };
  return {
    read,
    identify: async (samples, signal) => {
      const beginning = samples.subarray(0, identifiedSeconds * sampleRate);
      return (await read(beginning, { language: null, signal })).language;
    },
    close: async () => {
      await last;
    },
  };
}

async function loadRecognizer(config: object): Promise<OfflineRecognizer> {
  try {
    return await sherpa.OfflineRecognizer.createAsync(config);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown";
    throw new EngineUnavailableError(
      `the multilingual model does not load (${reason})`,
      null,
      error,
    );
  }
}
