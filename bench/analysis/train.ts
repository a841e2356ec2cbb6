import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createEmbedder } from "../../voice/analysis/learned/embedder.ts";
import { featuresOf } from "../../voice/analysis/learned/features.ts";
import type { Head } from "../../voice/analysis/learned/heads.ts";
import { judgeByRules } from "../../voice/analysis/rules-judgement.ts";
import { redact } from "../../voice/analysis/redact.ts";

/*
 * Learns the heads of the local analyzer from training.tsv, texts/ and open.jsonl. held-back.jsonl is never read here. Run it after a
 * change of the rules or of the texts: node bench/analysis/train.ts
 */

interface Example {
  readonly features: readonly number[];
  readonly urgency: number;
  readonly category: string;
  readonly sentiment: string;
}

interface Text {
  readonly text: string;
  readonly country: string | null;
  readonly urgency: number;
  readonly category: string;
  readonly sentiment: string;
}

const here = (name: string): URL => new URL(name, import.meta.url);

const categories: Readonly<Record<string, string>> = {
  g: "genuine",
  s: "spam",
  r: "robocall",
  w: "wrong_number",
  a: "accidental",
};
const sentiments: Readonly<Record<string, string>> = {
  "-": "negative",
  "0": "neutral",
  "+": "positive",
};

function linesOf(name: string): string[] {
  return readFileSync(here(name), "utf8").trim().split("\n");
}

/** Whole voicemails, as they are. */
function voicemails(): Text[] {
  const open = linesOf("open.jsonl").map((line) => {
    const { text, country, labels } = JSON.parse(line) as {
      text: string;
      country: string;
      labels: Text;
    };
    return { ...labels, text, country };
  });
  const own = linesOf("training.tsv").map((line) => {
    const [urgency = "", category = "", sentiment = "", text = ""] = line.split("\t");
    return labelled(Number(urgency), category, sentiment, text);
  });
  return [...open, ...own];
}

function labelled(urgency: number, category: string, sentiment: string, text: string): Text {
  return {
    text,
    country: null,
    urgency,
    category: categories[category] ?? "",
    sentiment: sentiments[sentiment] ?? "",
  };
}

/** Situations in a sentence: alone, and between what people say around them. */
function situations(): Text[] {
  const fillers = linesOf("texts/fillers.txt").map((line) => line.split("|")[1] ?? "");
  const files = readdirSync(here("texts")).filter((name) => !/^(?:fillers|opinions)/.test(name));
  let turn = 0;
  const filler = (): string => fillers[(turn += 7) % fillers.length] ?? "";
  return files.toSorted().flatMap((name) =>
    linesOf(`texts/${name}`).flatMap((line) => {
      const [code = "", said = ""] = line.split("|");
      const [level = "", sentiment = "", category = ""] = code;
      const one = (text: string): Text => labelled(Number(level), category, sentiment, text);
      return [one(said), one(`${filler()} ${said}. ${filler()}`)];
    }),
  );
}

/** Opinions tell of sentiment alone. */
function opinions(): Text[] {
  return linesOf("texts/opinions.txt").map((line) => {
    const [sentiment = "", text = ""] = line.split("|");
    return labelled(1, "", sentiment, text);
  });
}

/** Weight of the penalty on large weights: small, for there are more features than texts. */
const penalty = 0.1;
const rounds = 1_500;
const step = 0.5;

/** Logistic regression by gradient descent with momentum; both classes weigh the same in all. */
function learn(examples: readonly Example[], belongs: (example: Example) => boolean): Head {
  const targets = examples.map((example) => Number(belongs(example)));
  const yes = targets.reduce((sum, one) => sum + one, 0);
  const shares = targets.map((one) => 0.5 / (one ? yes : targets.length - yes));
  const size = examples[0]?.features.length ?? 0;
  let bias = 0;
  const weights = new Float64Array(size);
  const speed = new Float64Array(size);
  for (let round = 0; round < rounds; round++) {
    const gradient = new Float64Array(size);
    let drift = 0;
    for (const [index, { features }] of examples.entries()) {
      let sum = bias;
      for (let at = 0; at < size; at++) sum += (weights[at] ?? 0) * (features[at] ?? 0);
      const error = (1 / (1 + Math.exp(-sum)) - (targets[index] ?? 0)) * (shares[index] ?? 0);
      drift += error;
      for (let at = 0; at < size; at++)
        gradient[at] = (gradient[at] ?? 0) + error * (features[at] ?? 0);
    }
    bias -= step * drift;
    for (let at = 0; at < size; at++) {
      const slope = (gradient[at] ?? 0) + (penalty / examples.length) * (weights[at] ?? 0);
      speed[at] = 0.9 * (speed[at] ?? 0) - step * slope;
      weights[at] = (weights[at] ?? 0) + (speed[at] ?? 0);
    }
  }
  const round = (value: number): number => Math.round(value * 1e4) / 1e4;
  return { bias: round(bias), weights: [...weights].map(round) };
}

const embedder = createEmbedder();
const examples: Example[] = [];
for (const { text, country, ...labels } of [...voicemails(), ...situations(), ...opinions()]) {
  const seen = redact(text);
  const message = { text: seen, segments: [], country, calledFrom: null, contactName: null };
  const { level, category, sentiment } = judgeByRules(message).ruled;
  const { whole } = await featuresOf(seen, { level, category, sentiment }, embedder);
  examples.push({ features: whole, ...labels });
}
const calls = examples.filter(({ category }) => category !== "");
const heads = {
  urgent: learn(calls, ({ urgency }) => urgency >= 4),
  spam: learn(calls, ({ category }) => category === "spam" || category === "robocall"),
  negative: learn(examples, ({ sentiment }) => sentiment === "negative"),
  neutral: learn(examples, ({ sentiment }) => sentiment === "neutral"),
  positive: learn(examples, ({ sentiment }) => sentiment === "positive"),
};
const file = here("../../voice/analysis/learned/heads.json");
writeFileSync(file, `${JSON.stringify(heads)}\n`);
process.stdout.write(`learned from ${examples.length} texts\n`);
