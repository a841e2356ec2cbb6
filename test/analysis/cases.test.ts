import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { assess } from "../../analysis/assess.ts";
import { createLocalAnalyzer } from "../../analysis/local-analyzer.ts";
import type { Finding } from "../../domain/voicemail/report.ts";
import { composeReport } from "../../report/compose-report.ts";
import { redactFinding } from "../../text/redact-finding.ts";
import { transcriptOf } from "../support/transcript.ts";

/** What a verdict must say; what is not named is not looked at. */
interface Expected {
  /** E.164, or none. */
  readonly callback?: string | null;
  readonly callbackOneOf?: readonly (string | null)[];
  /** Least and most. */
  readonly urgency?: readonly [number, number];
  readonly sentiment?: readonly string[];
  readonly category?: readonly string[];
  readonly intent?: readonly string[];
  readonly callerName?: string | null;
  /** Must, and must not, stand in what is shown. */
  readonly keeps?: readonly string[];
  readonly hides?: readonly string[];
}

interface Case {
  readonly id: string;
  readonly text: string;
  readonly country?: string | null;
  readonly calledFrom?: string | null;
  readonly expected: Expected;
}

const folder = join(import.meta.dirname, "../fixtures/cases");
const analyzer = createLocalAnalyzer();

/** As `afterbeep analyze` judges a text. */
async function judge({ text, country = null, calledFrom = null }: Case) {
  const finding: Finding = {
    outcome: "transcribed",
    reason: null,
    marker: "afterbeep:0",
    call: {
      callId: 0,
      listenUrl: "https://assets.aircall.io/calls/0/voicemail",
      calledFrom,
      contactName: null,
      line: country === null ? null : { id: 0, name: null, country, timeZone: null },
    },
    hearing: {
      durationSeconds: 0,
      speechSeconds: 0,
      transcript: transcriptOf(text.trim()),
    },
  };
  const redacted = redactFinding(finding);
  const assessment = await assess(redacted, analyzer);
  const { comment } = composeReport(redacted, assessment);
  const shown = `${redacted.hearing?.transcript?.text}\n${comment}`;
  const verdict = assessment.status === "classified" ? assessment : null;
  return {
    verdict,
    callback: assessment.callback ?? null,
    caller: assessment.caller ?? null,
    shown,
  };
}

for (const file of globSync("*.jsonl", { cwd: folder }).toSorted()) {
  const cases = readFileSync(join(folder, file), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Case);
  test.each(cases)(`${basename(file, ".jsonl")}, $id: $text`, async (one) => {
    const { expected } = one;
    const { verdict, callback, caller, shown } = await judge(one);
    for (const part of expected.keeps ?? []) expect(shown).toContain(part);
    for (const part of expected.hides ?? []) expect(shown).not.toContain(part);
    const number = callback?.number ?? null;
    if (expected.callback !== undefined) expect(number).toBe(expected.callback);
    if (expected.callbackOneOf) expect(expected.callbackOneOf).toContain(number);
    if (expected.urgency) {
      const [least, most] = expected.urgency;
      expect(verdict?.urgency.level).toBeGreaterThanOrEqual(least);
      expect(verdict?.urgency.level).toBeLessThanOrEqual(most);
    }
    if (expected.sentiment) expect(expected.sentiment).toContain(verdict?.sentiment.label);
    if (expected.category) expect(expected.category).toContain(verdict?.category);
    if (expected.intent) expect(expected.intent).toContain(verdict?.intent);
    if (expected.callerName !== undefined) expect(caller?.name ?? null).toBe(expected.callerName);
  });
}
