import { fetch, FormData } from "undici";
import { z } from "zod";
import { serverKinds, type ServerName } from "./compatible-servers.ts";
import { noHints, type Hints, type Reading, type SpeechEngine } from "./engine.ts";
import { EngineUnavailableError } from "./errors.ts";
import { cleanKeywords } from "./keywords.ts";
import { languageCode } from "./language-code.ts";
import { toWav } from "./wav.ts";

export interface CompatibleEngineOptions {
  /** With `/v1` where the server has it. */
  readonly baseURL: string;
  readonly server: ServerName;
  readonly apiKey: string | null;
  readonly model: string | null;
  /** (Default: two minutes for 20 seconds of audio) */
  readonly timeoutMs?: number;
}

/** `text` is what everybody sends; the rest comes from those who have it. */
const answer = z.object({
  text: z.string(),
  language: z.string().nullish(),
  segments: z
    .array(z.object({ avg_logprob: z.number().nullish(), no_speech_prob: z.number().nullish() }))
    .nullish(),
});

/** Below this a segment was guessed, if the server also held it for silence (the thresholds of Whisper). */
const guessed = -1;
const silent = 0.6;

/** Any server with OpenAI's speech protocol: whisper.cpp, speaches, vLLM, Groq, LocalAI. */
export function createCompatibleEngine(options: CompatibleEngineOptions): SpeechEngine {
  const { baseURL, server, apiKey, model, timeoutMs = 120_000 } = options;
  const kind = serverKinds[server];
  const url = `${baseURL.replace(/\/+$/, "")}${kind.path}`;

  const formOf = (samples: Float32Array, { languages, certain, keywords }: Hints): FormData => {
    const form = new FormData();
    form.append(
      "file",
      new File([Uint8Array.from(toWav(samples))], "voicemail.wav", { type: "audio/wav" }),
    );
    form.append("response_format", kind.format);
    form.append("temperature", "0");
    if (kind.model && model !== null) form.append("model", model);
    // Told one language, a server writes that one whatever it hears: only what is certain is told.
    const [only, ...others] = languages;
    if (kind.language && certain && only !== undefined && others.length === 0) {
      form.append("language", only);
    }
    const names = cleanKeywords(keywords).join(", ");
    if (kind.keywords !== null && names !== "") form.append(kind.keywords, names);
    return form;
  };

  const ask = async (form: FormData, signal: AbortSignal | undefined): Promise<string> => {
    const deadline = AbortSignal.timeout(timeoutMs);
    let response;
    try {
      response = await fetch(url, {
        method: "POST",
        body: form,
        headers: apiKey === null ? {} : { authorization: `Bearer ${apiKey}` },
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      if (response.ok) return await response.text();
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new EngineUnavailableError(`the ${server} server could not be reached`, null, error);
    }
    await response.body?.cancel();
    const wait = Number(response.headers.get("retry-after") ?? Number.NaN);
    const check = response.status === 401 ? ": check COMPATIBLE_API_KEY" : "";
    throw new EngineUnavailableError(
      `the ${server} server answered ${response.status}${check}`,
      wait > 0 ? wait * 1_000 : null,
    );
  };

  return {
    name: "compatible",
    monolingual: false,
    read: async (samples, { signal, hints }) => {
      const form = formOf(samples, hints ?? noHints);
      return readingOf(await ask(form, signal ?? undefined), server);
    },
    close: () => Promise.resolve(),
  };
}

function readingOf(body: string, server: ServerName): Reading {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    // Some give the bare text whatever they are asked for; a page is none.
    if (body.trimStart().startsWith("<")) {
      throw new EngineUnavailableError(`the ${server} server answered with a page, not a text`);
    }
    return { text: body.trim(), language: null };
  }
  const parsed = answer.safeParse(typeof json === "string" ? { text: json } : json);
  if (!parsed.success) {
    throw new EngineUnavailableError(`the ${server} server answered without a text`);
  }
  const { text, language, segments } = parsed.data;
  const unsure = (segments ?? []).some(
    (one) => (one.avg_logprob ?? 0) < guessed && (one.no_speech_prob ?? 0) > silent,
  );
  return {
    text: text.trim(),
    language: languageCode(language ?? null),
    ...(unsure ? { doubts: ["the engine itself is not sure that anybody spoke"] } : {}),
  };
}
