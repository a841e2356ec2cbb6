import type { Ask } from "./ask.ts";
import type { Experiment } from "./experiment.ts";
import { limitHeaders, resetQuestion, resetUnit } from "./limit.ts";
import { parseJson } from "../../domain/parse-json.ts";
import { answerShape, at, keyDifference } from "./shape.ts";

/** One request whose status and body's shape are the answer. */
function single(
  question: string,
  expected: string,
  path: string,
  authorization?: string | null,
): Experiment {
  return {
    asked: `GET ${path}`,
    expected: { [question]: expected },
    run: async (ask) => {
      const options = authorization === undefined ? {} : { authorization };
      return { [question]: answerShape(await ask("GET", path, options)) };
    },
  };
}

const tagKeys = ["color", "description", "id", "name"];
const metaKeys = [
  "count",
  "current_page",
  "next_page_link",
  "per_page",
  "previous_page_link",
  "total",
];

/** What can be asked of any account, and changes nothing there. */
export const readingExperiments: readonly Experiment[] = [
  single("the answer to a request without a credential", "401 {message}", "/v1/ping", null),
  single(
    "the answer to a malformed credential",
    "403 {message}",
    "/v1/ping",
    "Basic bm90LWEtY3JlZGVudGlhbA==",
  ),
  single("the answer to an unknown path", "404 {message}", "/v1/afterbeep_probe"),
  single("the answer to an unknown call", "404 {error, troubleshoot}", "/v1/calls/1"),
  single("a page of more than 50", "400 {error, troubleshoot}", "/v1/tags?per_page=51"),
  single(
    "a page of calls beyond 10,000",
    "400 {error, troubleshoot}",
    "/v1/calls?per_page=50&page=201",
  ),
  {
    asked: "GET /v1/ping",
    expected: { "rate-limit headers on an answer below the limit": "none" },
    run: async (ask) => {
      const seen = await ask("GET", "/v1/ping");
      const headers = limitHeaders(seen);
      return {
        "rate-limit headers on an answer below the limit": headers.join(", ") || "none",
        // A question of the limit experiment, answered in passing where every answer carries the header.
        ...(headers.includes("reset") ? { [resetQuestion]: resetUnit(seen) } : {}),
      };
    },
  },
  {
    asked: "GET /v1/tags?per_page=1",
    expected: { "keys of a list's meta": "just these", "keys of a tag": "just these" },
    run: async (ask) => {
      const body = parseJson((await ask("GET", "/v1/tags?per_page=1")).text);
      const tag = at(body, "tags", 0);
      return {
        "keys of a list's meta": keyDifference(at(body, "meta"), metaKeys),
        ...(tag === undefined ? {} : { "keys of a tag": keyDifference(tag, tagKeys) }),
      };
    },
  },
];

const monthSeconds = 30 * 86_400;

/** A voicemail of the last month; null when the newest fifty calls have none. */
export async function findVoicemail(ask: Ask): Promise<number | null> {
  const from = Math.floor(Date.now() / 1_000) - monthSeconds;
  const path = `/v1/calls?order=desc&per_page=50&from=${from}`;
  const calls = at(parseJson((await ask("GET", path)).text), "calls");
  if (!Array.isArray(calls)) return null;
  const found: unknown = calls.find((call) => typeof at(call, "voicemail") === "string");
  const id = at(found, "id");
  return typeof id === "number" ? id : null;
}
