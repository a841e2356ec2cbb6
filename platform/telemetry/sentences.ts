import type { FailureType } from "../../domain/failure-type.ts";

/** What a log line holds beside its message. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Messages of level info that people on a terminal are told, in a sentence each; all others are for logs alone. A test
 * holds them against the code that logs them.
 */
export const sentences: Readonly<Record<string, (fields: Fields) => string>> = {
  "accepting webhooks": ({ webhook }) => `Accepting webhooks at ${text(webhook)}`,
  "Temporal server is up": ({ address, ui }) =>
    `Temporal's Web UI is at ${text(ui)} (the server at ${text(address)})`,
  "workers start": () => "The workers start: models are loaded, a few seconds ...",
  "workers are at work": () =>
    "Ready. Leave a voicemail; its result appears here. To test each part: npx afterbeep doctor. Stop with Ctrl-C.",
  "the voicemail has ended": endedWords,
  "DRY_RUN: would write one comment and tags": ({ tags }) =>
    `DRY_RUN is on: nothing is written; the tags would be ${Array.isArray(tags) ? tags.join(", ") : "none"}`,
  "no Temporal CLI found, fetching one": ({ source }) =>
    `No Temporal CLI is here; it is fetched once: ${text(source)} ...`,
  "a better speech model is available": ({ better }) => text(better),
  "the account is paused": () =>
    "The account is paused: its voicemails are accepted, and wait for npx afterbeep resume.",
  "the account is resumed": () => "The account is resumed.",
  "Aircall accepts the credential again": () => "Aircall accepts the credential again.",
  "stopping; work under way is finished first": () =>
    "Ending: what is under way is finished first, half a minute at most ...",
  stopped: () => "Stopped.",
};

function endedWords({ status, outcome, urgency, ms }: Fields): string {
  const level =
    typeof urgency === "number" ? `${urgency >= 4 ? "URGENT" : "urgency"} ${urgency}/5, ` : "";
  const after = typeof ms === "number" ? ` after ${(ms / 1_000).toFixed(1)} s` : "";
  switch (status) {
    case "delivered":
      return outcome === null
        ? "its comment stands already"
        : `${level}${text(outcome)}, delivered${after}`;
    case "dry-run":
      return `${level}${text(outcome)}, and nothing is written (DRY_RUN)${after}`;
    case "not-served":
      return "left alone: its line is not among AIRCALL_LINES";
    default:
      return `${text(outcome ?? "no outcome")}, and no comment: the call is gone from Aircall`;
  }
}

/** What a failed step means to whoever looks on, and what is done about it. */
const failures: Readonly<Record<FailureType, string>> = {
  AircallRateLimited: "Aircall's limit is reached; it waits",
  AircallUnauthorized: "Aircall refuses the credential; it waits for a good one",
  AircallNotFound: "it is gone from Aircall",
  AircallInvalidRequest: "Aircall does not take this",
  AircallUnavailable: "Aircall does not answer; tried again",
  CommentUnknown: "whether the comment arrived is not known; it is looked for",
  RecordingExpired: "its link has expired; a fresh one is asked for",
  RecordingUnreadable:
    "its recording cannot be read, `npx afterbeep show` says why; a fresh link is asked for",
  RecordingUnavailable: "the storage does not answer; tried again",
  RecordingLost: "its file is gone from this machine; it is fetched again",
  EngineUnavailable: "no engine reads it now; tried again",
  NoWords: "no engine hears words in it",
};

const isKnown = (type: unknown): type is FailureType =>
  typeof type === "string" && Object.hasOwn(failures, type);

/** A warning or an error: our own message, and what is known beside it. */
export function warningWords(message: string, fields: Fields): string {
  const { activityType, attempt, failure, error, fault, ui, others, waiting, code, signal } =
    fields;
  if (activityType !== undefined) {
    if (isKnown(failure)) return `${failures[failure]} (${text(activityType)}, ${failure})`;
    const why = text(failure ?? error ?? "no reason given");
    return `step ${text(activityType)} failed: ${why}${typeof attempt === "number" ? `, attempt ${attempt}` : ""}`;
  }
  const own = fields["message"];
  const known = [
    ...[own, fault, ui].map(text),
    Array.isArray(others) ? others.map(text).join(", ") : "",
    typeof waiting === "number" ? `${waiting} wait` : "",
    typeof code === "number" ? `exit code ${code}` : text(signal),
  ];
  return [message, ...known.filter((one) => one !== "")].join(": ");
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
