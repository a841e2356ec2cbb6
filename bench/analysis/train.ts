import { writeFileSync } from "node:fs";
import { createEmbedder } from "../../voice/analysis/learned/embedder.ts";
import { featuresOf } from "../../voice/analysis/learned/features.ts";
import { probability, type Head, type HeadsFile } from "../../voice/analysis/learned/heads.ts";
import { vocabularyOf, wordVector } from "../../voice/analysis/learned/words.ts";
import { withoutOrders } from "../../voice/analysis/orders.ts";
import { redact } from "../../voice/analysis/redact.ts";
import { judgeByRules } from "../../voice/analysis/rules-judgement.ts";
import { learn, type Seen } from "./learn.ts";
import { textsToLearn, type Text } from "./texts-to-learn.ts";

/*
 * Learns the heads of the local analyzer, and says how they do on texts that they have not learned from. What is held back is never read
 * here. Run it after a change of the rules or of the texts: node bench/analysis/train.ts
 */

const embedder = createEmbedder();
const texts = textsToLearn();
const heard: string[] = [];
const dense: Float32Array[] = [];
for (const { text, country } of texts) {
  const seen = withoutOrders(redact(text, country));
  const message = { text: seen, segments: [], country, calledFrom: null, contactName: null };
  const { level, category, sentiment } = judgeByRules(message).ruled;
  heard.push(seen);
  dense.push(
    Float32Array.from((await featuresOf(seen, { level, category, sentiment }, embedder)).whole),
  );
}

const classes = {
  urgent: ({ urgency }: Text) => urgency >= 4,
  spam: ({ category }: Text) => category === "spam" || category === "robocall",
  negative: ({ sentiment }: Text) => sentiment === "negative",
  neutral: ({ sentiment }: Text) => sentiment === "neutral",
  positive: ({ sentiment }: Text) => sentiment === "positive",
};
type Class = keyof typeof classes;

/** Opinions are no calls. */
const fits = (name: Class, index: number): boolean =>
  (name !== "urgent" && name !== "spam") || texts[index]?.category !== "";

function headFor(
  name: Class,
  indices: readonly number[],
  seen: readonly Seen[],
  size: number,
): Head {
  const used = indices.filter((index) => fits(name, index));
  const some = used.flatMap((index) => seen[index] ?? []);
  const targets = used.map((index) => classes[name](texts[index] as Text));
  return learn(some, targets, size);
}

const all = texts.map((_, index) => index);
const vocabulary = vocabularyOf(heard);
const seen = heard.map((text, index): Seen => ({
  dense: dense[index] ?? new Float32Array(),
  words: wordVector(text, vocabulary),
}));

/** Every fifth whole voicemail is judged by heads that have not seen it. */
const folds = 5;
for (const name of process.argv.includes("--check") ? (["urgent", "spam"] as const) : []) {
  const judged: { chance: number; is: boolean }[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const out = (index: number): boolean => texts[index]?.whole === true && index % folds === fold;
    const head = headFor(
      name,
      all.filter((index) => !out(index)),
      seen,
      vocabulary.size,
    );
    for (const index of all.filter(out)) {
      const one = seen[index] as Seen;
      judged.push({
        chance: probability(head, [...one.dense], one.words),
        is: classes[name](texts[index] as Text),
      });
    }
  }
  for (let from = 0.2; from < 0.95; from += 0.1) {
    const said = judged.filter(({ chance }) => chance >= from);
    const right = said.filter(({ is }) => is).length;
    const are = judged.filter(({ is }) => is).length;
    const figures = [
      right / are,
      right / said.length,
      (said.length - right) / (judged.length - are),
    ];
    process.stdout.write(
      `${name} from ${from.toFixed(1)}: recall, precision, false alarms ${figures.map((one) => one.toFixed(3)).join(" ")}\n`,
    );
  }
}

const head = (name: Class): Head => headFor(name, all, seen, vocabulary.size);
const file: HeadsFile = {
  vocabulary: Object.fromEntries(
    [...vocabulary].map(([term, { rarity }]) => [term, Math.round(rarity * 1e3) / 1e3]),
  ),
  heads: {
    urgent: head("urgent"),
    spam: head("spam"),
    negative: head("negative"),
    neutral: head("neutral"),
    positive: head("positive"),
  },
};
writeFileSync(
  new URL("../../voice/analysis/learned/heads.json", import.meta.url),
  `${JSON.stringify(file)}\n`,
);
process.stdout.write(`learned from ${texts.length} texts, ${vocabulary.size} words and pairs\n`);
