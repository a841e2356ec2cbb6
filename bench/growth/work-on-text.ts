import type { Finding } from "../../domain/voicemail/report.ts";
import { assess } from "../../voice/analysis/assess.ts";
import { findCallback } from "../../voice/analysis/callback.ts";
import { findCaller } from "../../voice/analysis/caller.ts";
import { composeReport } from "../../voice/analysis/compose-report.ts";
import type { DangerReader } from "../../voice/analysis/danger/danger-reader.ts";
import type { Embedder } from "../../voice/analysis/learned/embedder.ts";
import { createLocalAnalyzer } from "../../voice/analysis/local-analyzer.ts";
import { findDeadlines, findReferences } from "../../voice/analysis/mentions.ts";
import { withoutOrders } from "../../voice/analysis/orders.ts";
import { redact } from "../../voice/analysis/redact.ts";
import { judgeByRules } from "../../voice/analysis/rules-judgement.ts";
import { writeNumbers } from "../../voice/numbers/write-numbers.ts";

/** Takes no time, and knows nothing: what is measured is the work around the encoder. */
const noEncoder: Embedder = {
  embed: (texts) => Promise.resolve(texts.map(() => Array.from({ length: 512 }, () => 0))),
};

const noReader: DangerReader = {
  read: (passages) => Promise.resolve(passages.map(() => ({ danger: 0, urgent: 0 }))),
};

const analyzer = createLocalAnalyzer({ embedder: noEncoder, dangers: noReader });

/** A text as it was heard. */
export function findingOf(text: string): Finding {
  return {
    outcome: "transcribed",
    hearing: {
      durationSeconds: 60,
      speechSeconds: 60,
      transcript: {
        text,
        segments: [{ start: 0, end: 60, text }],
        language: "en",
        engine: "text",
        confidence: "high",
        doubts: [],
      },
    },
    reason: null,
    call: {
      callId: 1,
      listenUrl: "https://assets.aircall.io/calls/1/voicemail",
      calledFrom: null,
      contactName: null,
      line: { id: 0, name: null, country: "GB", timeZone: null },
    },
    marker: "afterbeep:1",
  };
}

const messageOf = (text: string) => ({
  text,
  segments: [],
  country: "GB",
  calledFrom: null,
  contactName: null,
});

/** The parts of the work on a voicemail's text, and all of it: from what was heard to the comment. */
export const workOnText: Readonly<Record<string, (text: string) => unknown>> = {
  all: async (text) => {
    const finding = findingOf(writeNumbers(text));
    return composeReport(finding, await assess(finding, analyzer));
  },
  numbers: writeNumbers,
  redact: (text) => redact(text, "GB"),
  rules: (text) => judgeByRules(messageOf(text)),
  callback: (text) => findCallback(messageOf(text)),
  caller: (text) => findCaller(text, null),
  deadlines: (text) => findDeadlines(text, []),
  references: (text) => findReferences(text, []),
  orders: withoutOrders,
};
