import { expect, test } from "vitest";
import {
  headlineWords,
  outcomeIn,
  outcomes,
  type Outcome,
} from "../../domain/voicemail/outcome.ts";
import { createLocalAnalyzer } from "../../analysis/local-analyzer.ts";
import { assess } from "../../analysis/assess.ts";
import { composeReport } from "../../report/compose-report.ts";
import { redactFinding } from "../../text/redact-finding.ts";
import { findingOf } from "../support/finding.ts";

/** The same hearing for each outcome: nothing but its name tells them apart. */
const findingWith = (outcome: Outcome, text = "Hello, it is about the missing invoice.") => ({
  ...findingOf(text, "transcribed", { reason: "a reason" }),
  outcome,
});

test.each(outcomes)(
  "what %s is called in a comment is what is read from it later",
  async (outcome) => {
    const finding = redactFinding(findingWith(outcome));
    const { comment, shortComment } = composeReport(
      finding,
      await assess(finding, createLocalAnalyzer()),
    );
    expect([outcomeIn(comment), outcomeIn(shortComment)]).toEqual([outcome, outcome]);
  },
);

test("what a caller says makes no other outcome of it", async () => {
  for (const word of Object.values(headlineWords)) {
    const finding = redactFinding(
      findingWith("transcribed", `${word} MISSING EMPTY, please call.`),
    );
    const { comment } = composeReport(finding, await assess(finding, createLocalAnalyzer()));
    expect(outcomeIn(comment)).toBe("transcribed");
  }
});
