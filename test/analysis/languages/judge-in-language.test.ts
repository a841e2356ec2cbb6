import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import type { Analyzer } from "../../../analysis/analyzer.ts";
import { assess } from "../../../analysis/assess.ts";
import { dangersIn } from "../../../analysis/languages/dangers-in.ts";
import { createLocalAnalyzer } from "../../../analysis/local-analyzer.ts";
import { createOpenaiAnalyzer } from "../../../analysis/openai/openai-analyzer.ts";
import type { Finding } from "../../../domain/voicemail/report.ts";
import { composeReport } from "../../../report/compose-report.ts";
import { languageOf } from "../../../text/languages/language-of.ts";
import { secretsIn } from "../../../text/languages/secrets-in.ts";
import { redactFinding } from "../../../text/redact-finding.ts";
import { redact } from "../../../text/redact.ts";
import { transcriptOf } from "../../support/transcript.ts";

interface Expected {
  readonly urgency?: readonly [number, number];
  readonly callback?: string | null;
  readonly category?: readonly string[];
  readonly keeps?: readonly string[];
  readonly hides?: readonly string[];
  readonly unclassified?: boolean;
  readonly classified?: boolean;
}

interface Case {
  readonly id: string;
  readonly text: string;
  readonly country?: string;
  readonly expected: Expected;
}

function linesOf(path: string): string[] {
  return readFileSync(new URL(path, import.meta.url), "utf8")
    .trim()
    .split("\n");
}

const cases = linesOf("../../fixtures/languages.jsonl").map((line) => JSON.parse(line) as Case);
const local = createLocalAnalyzer();

function findingOf(text: string, country: string | null): Finding {
  return {
    outcome: "transcribed",
    reason: null,
    marker: "afterbeep:812",
    call: {
      callId: 812,
      listenUrl: "https://assets.aircall.io/calls/812/voicemail",
      calledFrom: null,
      contactName: null,
      line: country === null ? null : { id: 1, name: "Support", country, timeZone: null },
    },
    hearing: {
      durationSeconds: 10,
      speechSeconds: 9,
      transcript: transcriptOf(text, { segments: [{ start: 0, end: 10, text }] }),
    },
  };
}

async function judge(text: string, country: string | null = null, analyzer: Analyzer = local) {
  const finding = redactFinding(findingOf(text, country));
  const assessment = await assess(finding, analyzer);
  return { assessment, report: composeReport(finding, assessment) };
}

test.each(cases)("$id: $text", async ({ text, country = null, expected }) => {
  const { assessment, report } = await judge(text, country);
  const seen = `${redact(text)}\n${report.comment}`;
  for (const kept of expected.keeps ?? []) expect(seen).toContain(kept);
  for (const secret of expected.hides ?? []) expect(seen).not.toContain(secret);
  if (expected.callback !== undefined)
    expect(assessment.callback?.number ?? null).toBe(expected.callback);
  if (expected.unclassified) {
    expect(assessment.status).toBe("unclassified");
    expect(report.tags).toEqual(["voicemail", "voicemail:listen"]);
  }
  if (expected.classified) expect(assessment.status).toBe("classified");
  if (expected.urgency || expected.category) {
    if (assessment.status === "unclassified") throw new Error(assessment.reason);
    const [least = 1, most = 5] = expected.urgency ?? [];
    expect(assessment.urgency.level).toBeGreaterThanOrEqual(least);
    expect(assessment.urgency.level).toBeLessThanOrEqual(most);
    if (expected.category) expect(expected.category).toContain(assessment.category);
    else expect(text).toContain(assessment.urgency.evidence[0]?.quote ?? "nothing was quoted");
  }
});

test("what is not judged names its language and the number to call within 80 characters", async () => {
  const text = "Bonjour, je voudrais un rendez-vous. Rappelez-moi au 06 12 34 56 78.";
  const { assessment, report } = await judge(text, "FR");
  expect(assessment).toMatchObject({
    status: "unclassified",
    reason: "the message is in French",
    language: "fr",
    callback: { number: "+33612345678" },
  });
  const [head = ""] = report.comment.split("\n");
  expect(head).toBe("VOICEMAIL in French - not judged, please read, call back +33 6 12 34 56 78");
  expect(head.length).toBeLessThanOrEqual(80);
  expect(report.tags).toEqual(["voicemail", "voicemail:listen"]);
});

test("a danger is quoted, and judged with no more than medium confidence", async () => {
  const text = "Es brennt in der Küche! Rufen Sie mich an unter 030 12345678.";
  const { assessment, report } = await judge(text, "DE");
  expect(assessment).toMatchObject({
    status: "classified",
    language: "de",
    urgency: { level: 5, evidence: [{ quote: "Es brennt in der Küche", atSeconds: 0 }] },
    topic: "fire",
    category: "genuine",
    confidence: "medium",
    sentiment: { label: "neutral" },
    callback: { number: "+493012345678" },
  });
  expect(report.comment.split("\n")[0]).toBe(
    "URGENT 5/5 - fire, call back +49 30 12345678, in German",
  );
  expect(report.tags).toEqual(["voicemail", "voicemail:urgent"]);
});

test.each([
  // A danger counts in its own sentence, whatever the rest is in.
  ["Hello, this is Marie, I call about my invoice. Il y a le feu dans la cuisine !", 5],
  ["Bonjour, je voudrais un rendez-vous pour lundi. My kitchen is on fire, please help me.", 5],
])("%j, in two languages, is urgent", async (text, level) => {
  const { assessment } = await judge(text);
  expect(assessment).toMatchObject({ status: "classified", urgency: { level } });
});

test("English is doubted in no more than one of two hundred", () => {
  const texts = [
    ...[
      "training/open",
      "training/opened",
      "bench/analysis/numbers",
      "bench/analysis/secrets",
    ].flatMap((name) =>
      linesOf(`../../../${name}.jsonl`).map((line) => (JSON.parse(line) as Case).text),
    ),
    ...["everyday", "ordinary-speech", "quiet-emergencies", "training"].flatMap((name) =>
      linesOf(`../../../training/voicemails/${name}.tsv`).map(
        (line) => line.split("\t").at(-1) ?? "",
      ),
    ),
  ];
  const doubted = texts.filter((text) => languageOf(text) !== "en");
  expect(doubted.length / texts.length).toBeLessThan(0.005);
  // What is told of another language changes nothing of an English one.
  expect(texts.filter((text) => secretsIn(text, null).length > 0)).toEqual([]);
  expect(texts.filter((text) => dangersIn(text).length > 0)).toEqual([]);
});

test.each([
  "riecht-",
  "mot de passe est ",
  "né le 3 mai ",
  "le code cinq, ",
  "si hay fuego ",
  "1 ",
])("100,000 characters of %j take no longer than others", (piece) => {
  const text = piece.repeat(Math.ceil(100_000 / piece.length));
  const start = performance.now();
  secretsIn(text, null);
  languageOf(text);
  dangersIn(text.slice(0, 20_000));
  expect(performance.now() - start).toBeLessThan(5_000);
});

test("a model that knows languages keeps its verdict, but talks no danger down", async () => {
  const answer = {
    sentiment: "neutral",
    sentimentScore: 0,
    sentimentQuotes: [],
    urgency: 2,
    urgencyQuotes: [],
    category: "genuine",
    intent: "other",
    addressesMachine: false,
  };
  const server = createServer((_, response) => {
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({
        id: "resp_1",
        object: "response",
        status: "completed",
        output: [
          {
            type: "message",
            id: "msg_1",
            role: "assistant",
            status: "completed",
            content: [{ type: "output_text", text: JSON.stringify(answer), annotations: [] }],
          },
        ],
      }),
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const openai = createOpenaiAnalyzer({
    apiKey: "sk-test",
    baseURL: `http://127.0.0.1:${address.port}/v1`,
    model: "gpt-test",
    fallback: local,
  });
  const calm = await judge("Bonjour, je voudrais un rendez-vous lundi, merci.", "FR", openai);
  expect(calm.assessment).toMatchObject({ analyzer: "openai", urgency: { level: 2 } });
  const danger = await judge("Il y a le feu dans la cuisine, venez vite !", "FR", openai);
  expect(danger.assessment).toMatchObject({ analyzer: "openai", urgency: { level: 5 } });
});
