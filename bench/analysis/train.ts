import { readFileSync, writeFileSync } from "node:fs";
import { createEmbedder } from "../../voice/analysis/learned/embedder.ts";
import { featuresOf } from "../../voice/analysis/learned/features.ts";
import type { Head } from "../../voice/analysis/learned/heads.ts";
import { judgeByRules } from "../../voice/analysis/rules-judgement.ts";
import { redact } from "../../voice/analysis/redact.ts";

/*
 * Learns the heads of the local analyzer from training.tsv and open.jsonl. held-back.jsonl is never read here. Run it after a
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

function textsIn(): Text[] {
  const open = readFileSync(here("open.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const { text, country, labels } = JSON.parse(line) as {
        text: string;
        country: string;
        labels: Text;
      };
      return { ...labels, text, country };
    });
  const categories: Record<string, string> = {
    g: "genuine",
    s: "spam",
    r: "robocall",
    w: "wrong_number",
    a: "accidental",
  };
  const sentiments: Record<string, string> = { "-": "negative", "0": "neutral", "+": "positive" };
  const own = readFileSync(here("training.tsv"), "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const [urgency = "", category = "", sentiment = "", text = ""] = line.split("\t");
      return {
        text,
        country: null,
        urgency: Number(urgency),
        category: categories[category] ?? "",
        sentiment: sentiments[sentiment] ?? "",
      };
    });
  return [...open, ...own];
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
for (const { text, country, ...labels } of textsIn()) {
  const seen = redact(text);
  const message = { text: seen, segments: [], country, calledFrom: null, contactName: null };
  const { level, category, sentiment } = judgeByRules(message).ruled;
  const { whole } = await featuresOf(seen, { level, category, sentiment }, embedder);
  examples.push({ features: whole, ...labels });
}
const heads = {
  urgent: learn(examples, ({ urgency }) => urgency >= 4),
  spam: learn(examples, ({ category }) => category === "spam" || category === "robocall"),
  negative: learn(examples, ({ sentiment }) => sentiment === "negative"),
  neutral: learn(examples, ({ sentiment }) => sentiment === "neutral"),
  positive: learn(examples, ({ sentiment }) => sentiment === "positive"),
};
const file = here("../../voice/analysis/learned/heads.json");
writeFileSync(file, `${JSON.stringify(heads)}\n`);
process.stdout.write(`learned from ${examples.length} texts\n`);
