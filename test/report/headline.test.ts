import { expect, test } from "vitest";
import type { Assessment, Verdict } from "../../domain/voicemail/verdict.ts";
import { RecordingUnreadableError } from "../../domain/voicemail/recording-unreadable-error.ts";
import type { Outcome } from "../../domain/voicemail/outcome.ts";
import { composeReport } from "../../report/compose-report.ts";
import { headline } from "../../report/headline.ts";
import { redactFinding } from "../../text/redact-finding.ts";
import { findingOf } from "../support/finding.ts";

const plain = {
  status: "classified",
  sentiment: { label: "neutral", score: 0, evidence: [] },
  urgency: { level: 2, evidence: [] },
  category: "genuine",
  intent: "other",
  callback: null,
  caller: { name: null, company: null, source: null },
  deadlines: [],
  references: [],
  topic: "other",
  summary: "",
  confidence: "high",
  analyzer: "local",
} as const satisfies Assessment;

const evidence = { quote: "call me", atSeconds: null };
const callback = { number: "+442079460958", evidence };

const lineOf = (verdict: Partial<Verdict>): string =>
  headline(redactFinding(findingOf("a text")), { ...plain, ...verdict });

const lineWithout = (outcome: Outcome, reason: string | null): string =>
  headline(redactFinding(findingOf(null, outcome, { reason })), {
    status: "unclassified",
    reason: "no text",
  });

test.each<[Partial<Verdict>, string]>([
  [{ topic: "billing" }, "Voicemail 2/5 - billing"],
  [{}, "Voicemail 2/5 - a message"],
  [{ callback }, "Voicemail 2/5 - call back +44 20 7946 0958"],
  [{ topic: "callback" }, "Voicemail 2/5 - please call back"],
  [{ topic: "callback", callback }, "Voicemail 2/5 - call back +44 20 7946 0958"],
  [{ category: "wrong_number", topic: "wrong number" }, "Voicemail 2/5 - wrong number"],
  [{ category: "robocall", topic: "robocall" }, "ROBOCALL 2/5 - recorded call"],
  [{ category: "robocall", topic: "press-one offer" }, "ROBOCALL 2/5 - press-one offer"],
  [{ category: "spam", topic: "spam" }, "SPAM 2/5 - sales call"],
])("the first line says once what it is about: %j", (verdict, line) => {
  expect(lineOf(verdict)).toBe(line);
});

test("it has outcome, urgency and callback within 80 characters, in ASCII, whatever else there is", () => {
  const crowded = {
    urgency: { level: 5, evidence: [] },
    sentiment: { label: "negative", score: -1, evidence: [] },
    callback,
    language: "pt",
  } as const;
  for (const topic of ["flooding", "risk of self-harm", "word ".repeat(30), "Zoë"]) {
    const line = lineOf({ ...crowded, topic });
    expect(line.length).toBeLessThanOrEqual(80);
    expect(line).toMatch(/^URGENT 5\/5 - [\x20-\x7E]*call back \+44 20 7946 0958/);
  }
  expect(lineOf({ ...crowded, topic: "flooding" })).toBe(
    "URGENT 5/5 - flooding, negative, call back +44 20 7946 0958, in Portuguese",
  );
});

test.each<[Outcome, string | null, string]>([
  [
    "unreadable",
    new RecordingUnreadableError("a web page came instead of audio").message,
    "UNREADABLE - please listen: a web page came instead of audio",
  ],
  ["unreadable", null, "UNREADABLE - please listen: no audio could be read"],
  [
    "missing",
    "Aircall never produced the recording",
    "MISSING - please check the call: Aircall never produced the recording",
  ],
  [
    "untranscribed",
    "the whisper.cpp server answered 503; OpenAI could not be reached; local: no model",
    "UNTRANSCRIBED - please listen: the whisper.cpp server answered 503; OpenAI...",
  ],
])("%s says once why, and fits: %s", (outcome, reason, line) => {
  expect(lineWithout(outcome, reason)).toBe(line);
  expect(line.length).toBeLessThanOrEqual(80);
});

test("a reason that had to be cut stands whole in a line of its own", () => {
  const reason =
    "its link leads to a host that is not allowed; see RECORDING_HOSTS in the documentation";
  const found = redactFinding(findingOf(null, "unreadable", { reason }));
  const { comment } = composeReport(found, { status: "unclassified", reason: "no text" });
  expect(comment.split("\n").slice(0, 2)).toEqual([
    "UNREADABLE - please listen: its link leads to a host that is not allowed;...",
    `Why: ${reason}`,
  ]);
});
