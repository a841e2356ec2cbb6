import OpenAI, { toFile } from "openai";
import { z } from "zod";
import { openaiFailure } from "../../openai/openai-failure.ts";
import { toWav } from "../audio/wav.ts";
import { EngineUnavailableError } from "../errors.ts";
import { noHints, type SpeechEngine } from "./engine.ts";
import { cleanKeywords } from "./keywords.ts";
import { languageCode } from "./language-code.ts";
import { longestText, NoTranscriptError } from "./server-answer.ts";
import { spokenWords } from "./spoken-words.ts";

export interface OpenaiEngineOptions {
  readonly apiKey: string;
  /** Another server that speaks OpenAI's protocol. */
  readonly baseURL: string | undefined;
  readonly model: string;
  /** (Default: two minutes for 20 seconds of audio) */
  readonly timeoutMs?: number;
}

/** `text` is what everybody sends; `languages` comes from `gpt-transcribe` and is empty when it is not sure. */
const answer = z.object({
  text: z.string(),
  languages: z
    .array(z.object({ code: z.string() }))
    .optional()
    .catch(undefined),
});

/** Faults that an answer has which is no transcript. */
const unreadable = [z.ZodError, SyntaxError, NoTranscriptError];

/** Takes several languages and keywords; the older ones take one language, and end on 2027-02-26. */
const current = /^gpt-(live-)?transcribe/;

/** OpenAI's speech to text: JSON without time stamps, the only form that its current model gives. */
export function createOpenaiEngine(options: OpenaiEngineOptions): SpeechEngine {
  const { apiKey, baseURL, model, timeoutMs = 120_000 } = options;
  // Temporal retries. No prompt: an engine echoes it into quiet passages.
  const client = new OpenAI({ apiKey, baseURL, maxRetries: 0, timeout: timeoutMs });
  return {
    name: "openai",
    monolingual: false,
    read: async (samples, { signal, hints = noHints }) => {
      try {
        const file = await toFile(toWav(samples), "voicemail.wav", { type: "audio/wav" });
        const keywords = cleanKeywords(hints.keywords);
        const expected = current.test(model)
          ? {
              ...(hints.languages.length > 0 ? { languages: [...hints.languages] } : {}),
              ...(keywords.length > 0 ? { keywords: [...keywords] } : {}),
            }
          : {};
        const response: unknown = await client.audio.transcriptions.create(
          { file, model, response_format: "json", ...expected },
          signal ? { signal } : {},
        );
        const { text, languages } = answer.parse(response);
        const words = spokenWords(text);
        if (words === null || words.length > longestText) throw new NoTranscriptError("");
        return { text: words, language: languageCode(languages?.[0]?.code ?? null) };
      } catch (error) {
        // Broken JSON comes out of the client as it is.
        if (unreadable.some((kind) => error instanceof kind)) {
          throw new EngineUnavailableError("OpenAI answered without a text", null, error);
        }
        const failure = openaiFailure(error);
        if (!failure) throw error;
        throw new EngineUnavailableError(failure.reason, failure.retryAfterMs, error);
      }
    },
    close: () => Promise.resolve(),
  };
}
