import { expect, test } from "vitest";
import { headlineWords, outcomeIn, outcomes } from "../../domain/voicemail/outcome.ts";
import { markerFor } from "../../domain/voicemail/marker.ts";
import type { Finding } from "../../domain/voicemail/report.ts";
import type { Transcript } from "../../domain/voicemail/transcript.ts";
import { createLocalAnalyzer } from "../../analysis/local-analyzer.ts";
import { assess } from "../../analysis/assess.ts";
import { composeReport } from "../../report/compose-report.ts";
import { redactFinding } from "../../text/redact-finding.ts";

const transcript: Transcript = {
  text: "Hello, it is about the missing invoice.",
  segments: [],
  language: "en",
  engine: "local",
  confidence: "high",
  doubts: [],
};

const findingOf = (outcome: Finding["outcome"], text = transcript.text): Finding => ({
  outcome,
  hearing: { durationSeconds: 9, speechSeconds: 8, transcript: { ...transcript, text } },
  reason: "a reason",
  call: {
    callId: 812,
    listenUrl: "https://assets.aircall.io/calls/812/voicemail",
    calledFrom: null,
    contactName: null,
    line: null,
  },
  marker: markerFor(812),
});

test.each(outcomes)(
  "what %s is called in a comment is what is read from it later",
  async (outcome) => {
    const finding = redactFinding(findingOf(outcome));
    const { comment, shortComment } = composeReport(
      finding,
      await assess(finding, createLocalAnalyzer()),
    );
    expect([outcomeIn(comment), outcomeIn(shortComment)]).toEqual([outcome, outcome]);
  },
);

test("what a caller says makes no other outcome of it", async () => {
  for (const word of Object.values(headlineWords)) {
    const finding = redactFinding(findingOf("transcribed", `${word} MISSING EMPTY, please call.`));
    const { comment } = composeReport(finding, await assess(finding, createLocalAnalyzer()));
    expect(outcomeIn(comment)).toBe("transcribed");
  }
});
