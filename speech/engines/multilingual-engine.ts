import { sampleRate } from "../audio/resample.ts";
import type { MultilingualReader } from "../models/multilingual-reader.ts";
import { noHints, type SpeechEngine } from "./engine.ts";

/**
 * A language that nobody named is believed from so much sound: of 138 English clips Whisper base took
 * seven for something else, four of them of at most 2.5 seconds.
 */
const sureSeconds = 3;

/** The model of many languages as an engine: reads what the English ones did not understand. */
export function createMultilingualEngine(reader: MultilingualReader): SpeechEngine {
  return {
    name: "local",
    monolingual: false,
    leaves: "en",
    read: async (samples, { signal, hints = noHints }) => {
      const { languages, certain } = hints;
      const [likeliest = null] = languages;
      if (certain && languages.length === 1)
        return reader.read(samples, { language: likeliest, signal });
      if (!certain && samples.length < sureSeconds * sampleRate)
        return { text: "", language: null };
      const heard = await reader.read(samples, { language: null, signal });
      return certain && !languages.includes(heard.language ?? "")
        ? reader.read(samples, { language: likeliest, signal })
        : heard;
    },
    close: () => reader.close(),
  };
}
