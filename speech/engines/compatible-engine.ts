import { fetch, FormData, type Response } from "undici";
import { toWav } from "../audio/wav.ts";
import { EngineUnavailableError } from "../errors.ts";
import { serverKinds, type ServerName } from "./compatible-servers.ts";
import { noHints, type Hints, type Reading, type SpeechEngine } from "./engine.ts";
import { cleanKeywords } from "./keywords.ts";
import { languageCode } from "./language-code.ts";
import { NoTranscriptError, readServerAnswer, type ServerBody } from "./server-answer.ts";

export interface CompatibleEngineOptions {
  /** With `/v1` where the server has it. */
  readonly baseURL: string;
  readonly server: ServerName;
  readonly apiKey: string | null;
  readonly model: string | null;
  /** (Default: two minutes for 20 seconds of audio) */
  readonly timeoutMs?: number;
}

/** Nobody says as many bytes in 20 seconds, however much is told about each word. */
const mostBytes = 1_000_000;

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

  const ask = async (form: FormData, signal: AbortSignal | undefined): Promise<ServerBody> => {
    const deadline = AbortSignal.timeout(timeoutMs);
    let response;
    try {
      response = await fetch(url, {
        method: "POST",
        body: form,
        headers: apiKey === null ? {} : { authorization: `Bearer ${apiKey}` },
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      if (response.ok) {
        const contentType = response.headers.get("content-type");
        return { contentType, bytes: await bytesOf(response) };
      }
    } catch (error) {
      if (signal?.aborted || error instanceof EngineUnavailableError) throw error;
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

  const bytesOf = async (response: Response): Promise<Uint8Array> => {
    const parts: Uint8Array[] = [];
    let count = 0;
    for await (const part of response.body ?? []) {
      parts.push(part);
      count += part.length;
      // Leaving the loop lets go of the connection.
      if (count > mostBytes) throw new EngineUnavailableError(`the ${server} server does not stop`);
    }
    return Buffer.concat(parts);
  };

  const readingOf = (body: ServerBody): Reading => {
    try {
      const { text, language, unsure } = readServerAnswer(body);
      return {
        text,
        language: languageCode(language),
        ...(unsure ? { doubts: ["the engine itself is not sure that anybody spoke"] } : {}),
      };
    } catch (error) {
      if (!(error instanceof NoTranscriptError)) throw error;
      throw new EngineUnavailableError(`the ${server} server ${error.message}`, null, error);
    }
  };

  return {
    name: "compatible",
    monolingual: false,
    read: async (samples, { signal, hints }) => {
      const form = formOf(samples, hints ?? noHints);
      return readingOf(await ask(form, signal ?? undefined));
    },
    close: () => Promise.resolve(),
  };
}
