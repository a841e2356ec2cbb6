import { expect, test } from "vitest";
import { outcomes } from "../../../domain/voicemail/outcome.ts";
import { tagsFor } from "../../../domain/voicemail/tags.ts";
import type { Assessment, Verdict } from "../../../domain/voicemail/verdict.ts";

const verdict: Verdict = {
  sentiment: { label: "neutral", score: 0, evidence: [] },
  urgency: { level: 2, evidence: [] },
  category: "genuine",
  intent: "other",
  callback: null,
  caller: { name: null, company: null, source: null },
  deadlines: [],
  references: [],
  topic: "billing",
  summary: "",
  confidence: "high",
  analyzer: "local",
};
const judged = (change: Partial<Verdict>): Assessment => ({
  status: "classified",
  ...verdict,
  ...change,
});
const unclassified: Assessment = { status: "unclassified", reason: "no text" };

test("every outcome has the tag voicemail; without a text to trust, a person is to listen", () => {
  const tags = Object.fromEntries(
    outcomes.map((outcome) => [outcome, tagsFor(outcome, unclassified)]),
  );
  expect(tags).toEqual({
    transcribed: ["voicemail", "voicemail:listen"],
    doubtful: ["voicemail", "voicemail:listen"],
    empty: ["voicemail", "voicemail:empty"],
    unreadable: ["voicemail", "voicemail:listen"],
    untranscribed: ["voicemail", "voicemail:listen"],
    missing: ["voicemail", "voicemail:listen"],
  });
});

test.each<[string, Partial<Verdict>, readonly string[]]>([
  ["an ordinary one", {}, []],
  ["level 3", { urgency: { level: 3, evidence: [] } }, []],
  ["level 4", { urgency: { level: 4, evidence: [] } }, ["voicemail:urgent"]],
  [
    "a negative one",
    { sentiment: { label: "negative", score: -1, evidence: [] } },
    ["voicemail:negative"],
  ],
  ["spam", { category: "spam" }, ["voicemail:spam"]],
  ["a robocall", { category: "robocall" }, ["voicemail:spam"]],
])("%s", (_what, change, more) => {
  expect(tagsFor("transcribed", judged(change))).toEqual(["voicemail", ...more]);
});
