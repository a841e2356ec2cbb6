import { assess } from "../../analysis/assess.ts";
import { findCallback } from "../../analysis/callback/callback.ts";
import { findCaller } from "../../analysis/caller/caller.ts";
import type { DangerReader } from "../../analysis/danger/danger-reader.ts";
import type { Embedder } from "../../analysis/learned/embedder.ts";
import { createLocalAnalyzer } from "../../analysis/local-analyzer.ts";
import { findDeadlines, findReferences } from "../../analysis/mentions.ts";
import { withoutOrders } from "../../analysis/orders.ts";
import { judgeByRules } from "../../analysis/rules-judgement.ts";
import type { Finding } from "../../domain/voicemail/report.ts";
import { composeReport } from "../../report/compose-report.ts";
import { writeNumbers } from "../../text/numbers/write-numbers.ts";
import { redactFinding } from "../../text/redact-finding.ts";
import { redact } from "../../text/redact.ts";

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
    const finding = redactFinding(findingOf(writeNumbers(text)));
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
