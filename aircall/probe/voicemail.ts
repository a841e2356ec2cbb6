import type { Seen } from "./ask.ts";
import type { Experiment } from "./experiment.ts";
import { parseJson } from "../../domain/parse-json.ts";
import { at, keyDifference } from "./shape.ts";

const callKeys = [
  "id",
  "direct_link",
  "direction",
  "status",
  "missed_call_reason",
  "started_at",
  "answered_at",
  "ended_at",
  "duration",
  "cost",
  "voicemail",
  "recording",
  "asset",
  "raw_digits",
  "number",
  "archived",
  "teams",
  "comments",
  "sid",
  "user",
  "contact",
  "assigned_to",
  "transferred_by",
  "transferred_to",
  "tags",
];

/** What a call with a voicemail shows to who only reads it. */
export function voicemailExperiments(
  callId: number,
  /** Why a link may not be fetched, by `RECORDING_HOSTS`; null when it may. */
  refusalOf: (link: URL) => string | null,
): Experiment[] {
  const path = `/v1/calls/${callId}`;
  return [
    {
      asked: "GET /v1/calls/:id, twice, the second with fetch_short_urls=true",
      expected: {
        "keys of a call": "just these",
        "contact without fetch_contact": "null",
        "life of a recording's link by X-Amz-Expires": "3600 s",
        "host of a recording's link": "in RECORDING_HOSTS",
        "when a link is signed": "at the read",
        "short link only with fetch_short_urls": "yes",
      },
      run: async (ask) => {
        const read = await ask("GET", path);
        const call = at(parseJson(read.text), "call");
        const again = at(
          parseJson((await ask("GET", `${path}?fetch_short_urls=true`)).text),
          "call",
        );
        return {
          "keys of a call": keyDifference(call, callKeys),
          "contact without fetch_contact": at(call, "contact") === null ? "null" : "there",
          ...linkSights(call, again, momentOf(read), refusalOf),
        };
      },
    },
    {
      asked: "GET /v1/calls/:id/sentiments, GET /v1/calls/:id/summary",
      expected: { "Aircall's own sentiment and summary of a voicemail": "403, 403" },
      run: async (ask) => {
        const sentiment = await ask("GET", `${path}/sentiments`);
        const summary = await ask("GET", `${path}/summary`);
        const seen = `${sentiment.status}, ${summary.status}`;
        return { "Aircall's own sentiment and summary of a voicemail": seen };
      },
    },
  ];
}

function linkSights(
  call: unknown,
  again: unknown,
  readAt: number,
  refusalOf: (link: URL) => string | null,
): Record<string, string> {
  const link = linkIn(at(call, "voicemail"));
  // No voicemail, or one that Aircall has not stored yet.
  if (!link) return {};
  const life = link.searchParams.get("X-Amz-Expires");
  return {
    "life of a recording's link by X-Amz-Expires":
      life !== null && /^[\d.]+$/.test(life) ? `${life} s` : "not given",
    "host of a recording's link":
      refusalOf(link) === null ? "in RECORDING_HOSTS" : "not in RECORDING_HOSTS",
    "short link only with fetch_short_urls": shortLinks(call, again),
    "when a link is signed": signedSight(link, readAt),
  };
}

/** By Aircall's own clock, which also dates its links. */
function momentOf({ headers: { date } }: Seen): number {
  return typeof date === "string" ? Date.parse(date) : Date.now();
}

const closeMs = 10_000;

function signedSight(link: URL, readAt: number): string {
  const [, ...parts] =
    /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(
      link.searchParams.get("X-Amz-Date") ?? "",
    ) ?? [];
  const [year, month, day, hour, minute, second] = parts;
  if (second === undefined) return "not given";
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return readAt - signedAt <= closeMs ? "at the read" : "before";
}

function linkIn(value: unknown): URL | null {
  return typeof value === "string" ? URL.parse(value) : null;
}

function shortLinks(plain: unknown, asked: unknown): string {
  const key = "voicemail_short_url";
  if (at(plain, key) !== undefined) return "always there";
  return at(asked, key) === undefined ? "never there" : "yes";
}
