import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { openAnalyzer } from "../app/media/open-media.ts";
import { urgentFrom } from "../domain/voicemail/tags.ts";
import { intents, sentimentLabels, type Verdict } from "../domain/voicemail/verdict.ts";
import { loadConfig } from "../platform/config/load-config.ts";
import { redact } from "../text/redact.ts";
import { longMessages, wholeLongMessages } from "./long-messages.ts";
import { percentile } from "./percentile.ts";
import { publish, type Row } from "./publish.ts";

interface Labels {
  readonly sentiment: string;
  readonly urgency: number;
  readonly category: string;
  readonly intent: string;
  readonly callback: string | null;
  readonly secrets: readonly string[];
  readonly kept: readonly string[];
}

interface Line {
  readonly text: string;
  readonly country: string;
  readonly calledFrom: string;
  readonly labels: Labels;
}

interface Judged {
  readonly labels: Labels;
  readonly verdict: Verdict;
  readonly redacted: string;
  readonly ms: number;
}

/** As configured: local without a key, else the model of OPENAI_ANALYSIS_MODEL. */
const config = loadConfig(process.env);
const analyzer = await openAnalyzer(config.media);

async function judge({ text, country, calledFrom, labels }: Line): Promise<Judged> {
  const redacted = redact(text, country, calledFrom);
  const startedAt = performance.now();
  const verdict = await analyzer.analyze({
    text: redacted,
    segments: [],
    country,
    calledFrom,
    contactName: null,
  });
  return { labels, verdict, redacted, ms: performance.now() - startedAt };
}

interface Rates {
  readonly recall: number;
  readonly precision: number;
  readonly f1: number;
  readonly falseAlarms: number;
}

function ratesOf(
  judged: readonly Judged[],
  is: (labels: Labels) => boolean,
  said: (verdict: Verdict) => boolean,
): Rates {
  const count = (truth: boolean, answer: boolean): number =>
    judged.filter(({ labels, verdict }) => is(labels) === truth && said(verdict) === answer).length;
  const right = count(true, true);
  const recall = right / (right + count(true, false));
  const precision = right / (right + count(false, true));
  return {
    recall,
    precision,
    f1: right === 0 ? 0 : (2 * recall * precision) / (recall + precision),
    falseAlarms: count(false, true) / (count(false, true) + count(false, false)),
  };
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const share = (judged: readonly Judged[], test: (one: Judged) => boolean): string =>
  percent(judged.filter(test).length / judged.length);
const isSpam = (category: string): boolean => category === "spam" || category === "robocall";

async function judgeAll(file: string): Promise<readonly Judged[]> {
  const lines = readFileSync(new URL(file, import.meta.url), "utf8")
    .trim()
    .split("\n");
  const judged: Judged[] = [];
  for (const line of lines) judged.push(await judge(JSON.parse(line) as Line));
  return judged;
}

const rowsOf =
  (name: string) =>
  (figure: string, value: string, aim = ""): Row => ({ figure: `${name}: ${figure}`, value, aim });

function numberRows(judged: readonly Judged[], name: string): Row[] {
  const row = rowsOf(name);
  const through = judged.flatMap(({ labels, redacted }) =>
    labels.secrets.filter((one) => redacted.includes(one)),
  );
  const lost = judged.flatMap(({ labels, redacted }) =>
    labels.kept.filter((one) => !redacted.includes(one)),
  );
  const all = (of: (labels: Labels) => readonly string[]): number =>
    judged.flatMap(({ labels }) => of(labels)).length;
  return [
    row(
      `callback number exact (${judged.length} texts)`,
      share(judged, (one) => (one.verdict.callback?.number ?? null) === one.labels.callback),
      ">= 95 %",
    ),
    row("secrets let through", `${through.length} of ${all((one) => one.secrets)}`, "0"),
    row("kept numbers lost", `${lost.length} of ${all((one) => one.kept)}`, "0"),
  ];
}

function judgementRows(judged: readonly Judged[], name: string): Row[] {
  const urgent = ratesOf(
    judged,
    ({ urgency }) => urgency >= urgentFrom,
    ({ urgency }) => urgency.level >= urgentFrom,
  );
  const spam = ratesOf(
    judged,
    ({ category }) => isSpam(category),
    ({ category }) => isSpam(category),
  );
  const feelings = sentimentLabels.map((label) =>
    ratesOf(
      judged,
      ({ sentiment }) => sentiment === label,
      ({ sentiment }) => sentiment.label === label,
    ),
  );
  const row = rowsOf(name);
  return [
    row(
      `urgent recall, precision (${judged.length} texts)`,
      `${percent(urgent.recall)}, ${percent(urgent.precision)}`,
      ">= 95 %, >= 80 %",
    ),
    row(
      "urgency level exact",
      share(judged, (one) => one.verdict.urgency.level === one.labels.urgency),
    ),
    row(
      "spam and robocall recall, false alarms",
      `${percent(spam.recall)}, ${percent(spam.falseAlarms)}`,
      ">= 90 %, <= 2 %",
    ),
    row(
      "category exact",
      share(judged, (one) => one.verdict.category === one.labels.category),
    ),
    row("sentiment macro-F1", meanF1(feelings), ">= 0.80"),
    ...sentimentLabels.map((label, index) =>
      row(
        `- ${label}: precision, recall`,
        `${percent(feelings[index]?.precision ?? 0)}, ${percent(feelings[index]?.recall ?? 0)}`,
      ),
    ),
  ];
}

const meanF1 = (rates: readonly Rates[]): string =>
  (rates.reduce((sum, { f1 }) => sum + f1, 0) / rates.length).toFixed(2);

async function measure(file: string, name: string): Promise<Row[]> {
  const judged = await judgeAll(file);
  const perIntent = intents.map((intent) =>
    ratesOf(
      judged,
      (one) => one.intent === intent,
      (verdict) => verdict.intent === intent,
    ),
  );
  const row = rowsOf(name);
  return [
    ...judgementRows(judged, name),
    row(
      "intent exact, macro-F1",
      `${share(judged, (one) => one.verdict.intent === one.labels.intent)}, ${meanF1(perIntent)}`,
    ),
    ...numberRows(judged, name),
    row(
      "time a voicemail, p50",
      `${Math.round(
        percentile(
          judged.map(({ ms }) => ms),
          0.5,
        ),
      )} ms`,
      "<= 100 ms",
    ),
  ];
}

/** Sentences of shops, films and restaurants that ship with npm's sentiment, written by nobody here: 0 or 1. */
async function publicSentences(): Promise<Row[]> {
  const require = createRequire(import.meta.url);
  const rows: Row[] = [];
  for (const name of ["amazon", "imdb", "yelp"]) {
    const sentences = require(`sentiment/test/fixtures/${name}.json`) as readonly {
      text: string;
      class: number;
    }[];
    let right = 0;
    for (const { text, class: label } of sentences) {
      const { sentiment } = await analyzer.analyze({
        text,
        segments: [],
        country: null,
        calledFrom: null,
        contactName: null,
      });
      if (sentiment.score > 0 === (label === 1)) right++;
    }
    rows.push({
      figure: `public sentences, ${name}: right side of 0`,
      value: percent(right / sentences.length),
      aim: ">= 82 %",
    });
  }
  return rows;
}

const rows = [
  ...judgementRows(await judgeAll("./analysis/held-back-3.jsonl"), "held back, third set"),
  ...(await wholeLongMessages(analyzer, "long messages written whole, held back")),
  ...judgementRows(await judgeAll("./analysis/held-back-2.jsonl"), "held back, second set"),
  ...(await measure("./analysis/held-back.jsonl", "held back")),
  ...(await measure("../training/open.jsonl", "open, learned from")),
  ...numberRows(await judgeAll("./analysis/numbers.jsonl"), "hard numbers, looked at"),
  ...numberRows(await judgeAll("./analysis/secrets.jsonl"), "hard secrets, looked at"),
  ...(await longMessages(analyzer, "long messages, held back", "d")),
  ...(await longMessages(analyzer, "long messages, learned from", "a")),
  ...(await publicSentences()),
];
await publish(
  "analysis",
  `Judging (${analyzer.name})`,
  rows,
  "`npm run bench:analysis`. Held back: three times 240 texts by three authors who saw the labels' definitions only, and 90 long messages by the last; see bench/analysis/README.md for what was looked at since.",
);
