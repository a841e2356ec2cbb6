import { parseJson } from "../../domain/parse-json.ts";
import { isSameSecret } from "../../platform/process/same-secret.ts";
import { z } from "zod";
import { announcingEvents, removedEvent, transcriptEvent } from "../../domain/wire.ts";

/** What a webhook's body turned out to be. */
export type WebhookEvent =
  | { readonly kind: "not-json" }
  /** Nobody parses that for a stranger. */
  | { readonly kind: "too-deep" }
  | { readonly kind: "wrong-token" }
  /** Authentic, but not one of the events that announce a voicemail. */
  | { readonly kind: "ignored" }
  /** The company has removed the application. `at`: when, milliseconds since the epoch; null where it is not said. */
  | { readonly kind: "removed"; readonly at: number | null }
  /** Authentic, of the right kind, and without a usable call id. */
  | { readonly kind: "rejected" }
  /** `transcript`: Aircall has one of its own of this call's voicemail. */
  | { readonly kind: "voicemail" | "transcript"; readonly callId: number; readonly event: string };

const envelope = z.object({
  event: z.string(),
  data: z.looseObject({}).nullish(),
  /** Seconds since the epoch. */
  timestamp: z.number().nullish().catch(null),
});

/** Aircall's ids are int64 and arrive as numbers; a string of digits is taken too. */
const callId = z.union([
  z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.number().positive()),
]);

/**
 * Reads a webhook's body: the token in constant time, before any other field.
 *
 * @param transcripts whether news of Aircall's own transcripts is of use
 */
export function readEvent(
  body: string,
  tokens: readonly string[],
  { transcripts = false }: { readonly transcripts?: boolean } = {},
): WebhookEvent {
  if (isTooDeep(body)) return { kind: "too-deep" };
  const json = parseJson(body);
  if (json === undefined) return { kind: "not-json" };
  if (!hasToken(json, tokens)) return { kind: "wrong-token" };
  const parsed = envelope.safeParse(json);
  if (!parsed.success) return { kind: "rejected" };
  const { event, data, timestamp } = parsed.data;
  if (transcripts && event === transcriptEvent && data?.["type"] !== "call") {
    return named("transcript", data?.["call_id"], event);
  }
  if (event === removedEvent) return { kind: "removed", at: timestamp ? timestamp * 1_000 : null };
  return announces(event, data?.["voicemail"])
    ? named("voicemail", data?.["id"], event)
    : { kind: "ignored" };
}

function named(kind: "voicemail" | "transcript", given: unknown, event: string): WebhookEvent {
  const id = callId.safeParse(given);
  return id.success ? { kind, callId: id.data, event } : { kind: "rejected" };
}

function announces(event: string, voicemail: unknown): boolean {
  const [always, ...whenSet] = announcingEvents;
  if (event === always) return true;
  return (
    whenSet.some((name) => name === event) && typeof voicemail === "string" && voicemail !== ""
  );
}

/** Aircall's have six levels. */
const mostLevels = 64;

/** Counts brackets before anything is built of them, which takes ten times as long. */
function isTooDeep(body: string): boolean {
  let levels = 0;
  let inText = false;
  for (let at = 0; at < body.length; at++) {
    const sign = body.charCodeAt(at);
    if (sign === quote) inText = !inText;
    else if (inText) at += Number(sign === backslash);
    else if (sign === openBracket || sign === openBrace) levels++;
    else if (sign === closeBracket || sign === closeBrace) levels--;
    if (levels > mostLevels) return true;
  }
  return false;
}

const [quote, backslash] = ['"'.charCodeAt(0), "\\".charCodeAt(0)];
const [openBracket, closeBracket] = ["[".charCodeAt(0), "]".charCodeAt(0)];
const [openBrace, closeBrace] = ["{".charCodeAt(0), "}".charCodeAt(0)];

function hasToken(json: unknown, tokens: readonly string[]): boolean {
  const given =
    typeof json === "object" && json !== null && "token" in json && typeof json.token === "string"
      ? json.token
      : "";
  // Every token is compared, so that the time reveals nothing.
  return tokens.map((token) => isSameSecret(given, token)).includes(true);
}
