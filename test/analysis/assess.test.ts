import { expect, test } from "vitest";
import type { Analyzer } from "../../analysis/analyzer.ts";
import { assess } from "../../analysis/assess.ts";
import { createLocalAnalyzer } from "../../analysis/local-analyzer.ts";
import type { Finding } from "../../domain/voicemail/report.ts";
import { composeReport } from "../../report/compose-report.ts";
import { redactFinding } from "../../text/redact-finding.ts";
import { findingOf } from "../support/finding.ts";
import { transcriptOf } from "../support/transcript.ts";

/** A doubtful text is not judged. */
const nobody: Analyzer = {
  name: "nobody",
  analyze: () => Promise.reject(new Error("a doubtful text was judged")),
};

function doubtful(...texts: readonly string[]): Finding {
  const segments = texts.map((text, at) => ({ start: at * 10, end: at * 10 + 10, text }));
  return {
    outcome: "doubtful",
    hearing: {
      durationSeconds: texts.length * 10,
      speechSeconds: texts.length * 9,
      transcript: transcriptOf(texts.join(" "), {
        segments,
        confidence: "low",
        doubts: ["two readings disagree"],
      }),
    },
    reason: null,
    call: {
      callId: 7,
      listenUrl: "https://assets.aircall.io/calls/7/voicemail",
      calledFrom: null,
      contactName: null,
      line: { id: 1, name: null, country: "US", timeZone: null },
    },
    marker: "afterbeep:7",
  };
}

async function linesOf(...texts: readonly string[]) {
  const finding = redactFinding(doubtful(...texts));
  const { comment, tags } = composeReport(finding, await assess(finding, nobody));
  return { lines: comment.split("\n"), tags };
}

test.each([
  ["The kitchen is on fire.", "on fire"],
  ["My father has collapsed, he is not responding.", "collapsed"],
  ["I smell gas in the hallway.", "smell gas"],
  ["We have no heating and it is freezing.", "no heating"],
])(
  "a doubtful text with %j raises nothing, and the comment says what was heard",
  async (said, words) => {
    const { lines, tags } = await linesOf("Hello there, it's Sam.", said);
    expect(lines[0]).toBe("DOUBTFUL - please listen, the text below is not to be trusted");
    expect(lines[1]).toMatch(/^Heard, not certain: ".+" \(0:1\d\)/);
    expect(lines[1]).toContain(words);
    expect(lines.at(-1)).toBe("afterbeep:7");
    expect(tags).toEqual(["voicemail", "voicemail:listen"]);
  },
);

test.each([
  "Hello, I would like to book an appointment.",
  "There is no fire, everything is fine.",
  "What happens if there is a fire?",
  "My parcel is late.",
])("%j is no danger that was heard", async (said) => {
  const { lines, tags } = await linesOf(said);
  expect(lines.filter((line) => line.startsWith("Heard"))).toEqual([]);
  expect(tags).toEqual(["voicemail", "voicemail:listen"]);
});

test("what was heard holds no secret", async () => {
  const { lines } = await linesOf("My card is 4111 1111 1111 1111 and the kitchen is on fire.");
  expect(lines.join("\n")).not.toContain("4111");
  expect(lines[1]).toContain("on fire");
});

test("a danger at the end of a long doubtful text is told", async () => {
  const { lines } = await linesOf(
    "hello I am calling about my order ".repeat(800),
    "The kitchen is on fire.",
  );
  expect(lines[1]).toContain("on fire");
});

const analyzer = createLocalAnalyzer();

const request = "Hello, could you please send me a copy of the brochure? Thank you.";

const weekdays = {
  open: [false, true, true, true, true, true, false],
  opens: 540,
  closes: 1_050,
};

test("an important caller's request counts more, and the comment says who and when", async () => {
  const settings = { vipNumbers: ["+442079460111"], hours: weekdays };
  const call = { calledFrom: "+44 20 7946 0111", startedAt: Date.parse("2026-11-22T12:00:00Z") };
  const called = redactFinding(findingOf(request, "transcribed", { call }));
  const plain = await assess(called, analyzer);
  const known = await assess(called, analyzer, { settings });
  expect(plain).toMatchObject({ urgency: { level: 2 } });
  expect(known).toMatchObject({ urgency: { level: 3 } });
  expect(composeReport(called, known).comment).toContain("VIP, left out of hours.");
  expect(composeReport(called, plain).comment).not.toContain("VIP");
});
