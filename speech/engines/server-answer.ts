import { z } from "zod";
import { parseJson } from "../../domain/parse-json.ts";
import { spokenWords } from "./spoken-words.ts";

/** What a server sent with status 200. */
export interface ServerBody {
  readonly contentType: string | null;
  readonly bytes: Uint8Array;
}

/** What of it is a transcript. */
export interface ServerAnswer {
  /** Empty when it heard nothing. */
  readonly text: string;
  readonly language: string | null;
  /** The server was not sure that anybody spoke. */
  readonly unsure: boolean;
}

/** It is none. */
export class NoTranscriptError extends Error {
  override readonly name = "NoTranscriptError";
}

/** `text` is what everybody sends; the rest comes from those who have it, and is left where it is of another type. */
const answer = z.object({
  text: z.string(),
  language: z.string().nullish().catch(null),
  segments: z
    .array(
      z.object({
        avg_logprob: z.number().nullish().catch(null),
        no_speech_prob: z.number().nullish().catch(null),
      }),
    )
    .nullish()
    .catch(null),
});

/** Below this a segment was guessed, if the server also held it for silence (the thresholds of Whisper). */
const guessed = -1;
const silent = 0.6;

/** Nobody says more in the 20 seconds that are sent at once. */
export const longestText = 10_000;

/**
 * Reads a server's answer: JSON with a text, or a text alone, as some give it whatever they are asked for.
 *
 * @throws NoTranscriptError
 */
export function readServerAnswer(body: ServerBody): ServerAnswer {
  const type = (body.contentType ?? "").toLowerCase();
  if (/html|event-stream|^(?:image|audio|video|multipart)\//.test(type)) {
    throw new NoTranscriptError("answered with a page or a stream, not a text");
  }
  const said = decoded(body);
  const json = parsed(said);
  const { text, language = null, segments } = json ?? { text: said };
  const words = spokenWords(text);
  if (words === null) throw new NoTranscriptError("answered with something that is no transcript");
  if (words.length > longestText) throw new NoTranscriptError("answered with too long a text");
  const unsure = (segments ?? []).some(
    (one) => (one.avg_logprob ?? 0) < guessed && (one.no_speech_prob ?? 0) > silent,
  );
  return { text: words, language, unsure };
}

function decoded({ contentType, bytes }: ServerBody): string {
  const [, charset = "utf-8"] = /charset="?([\w-]+)/i.exec(contentType ?? "") ?? [];
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : null;
  const wideToo = bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  try {
    return new TextDecoder(wide ?? wideToo ?? charset, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new NoTranscriptError("answered in an encoding that cannot be read", { cause: error });
  }
}

/** Null for what does not look like JSON: a text alone. */
function parsed(body: string): z.infer<typeof answer> | null {
  const trimmed = body.trim();
  const json = parseJson(trimmed) ?? parseJson(withoutNaN(trimmed));
  if (json === undefined) {
    // What begins like JSON and is none was cut off, or is another program's: nobody's words.
    if (/^(?:[{"]|\[\s*(?:[\]{["'-]|\d+\s*[,\]]))/.test(trimmed))
      throw new NoTranscriptError("answered with broken JSON");
    return null;
  }
  const read = answer.safeParse(typeof json === "string" ? { text: json } : json);
  const failed = z.object({ error: z.unknown() }).safeParse(json).data?.error;
  if (!read.success || (failed !== undefined && failed !== null && failed !== false)) {
    throw new NoTranscriptError("answered without a text");
  }
  return read.data;
}

/** Python writes NaN and Infinity, which no JSON has. What stands in a text stays. */
function withoutNaN(body: string): string {
  return body.replaceAll(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (part) =>
    part.startsWith('"') ? part : "null",
  );
}
