import { writeFileSync } from "node:fs";
import { createEmbedder, type Embedder } from "../../voice/analysis/learned/embedder.ts";
import { featuresOf, type TextFeatures } from "../../voice/analysis/learned/features.ts";
import {
  headNames,
  type Head,
  type HeadName,
  type Heads,
  type HeadsFile,
} from "../../voice/analysis/learned/heads.ts";
import { withoutNumbers } from "../../voice/analysis/learned/without-numbers.ts";
import { vocabularyOf, type Vocabulary } from "../../voice/analysis/learned/words.ts";
import { createLocalAnalyzer } from "../../voice/analysis/local-analyzer.ts";
import { withoutOrders } from "../../voice/analysis/orders.ts";
import { redact } from "../../voice/analysis/redact.ts";
import { learn } from "./learn.ts";
import { textsToLearn, type Text } from "./texts-to-learn.ts";
import { printChecked, type Checked } from "./print-checked.ts";

/*
 * Learns the heads of the local analyzer. What is held back is never read here. Run it after a change of the texts:
 *
 *   node bench/analysis/train.ts           writes voice/analysis/learned/heads.json
 *   node bench/analysis/train.ts --check   says how the analyzer does on whole voicemails that its heads have not learned from
 */

/** Whole voicemails are what is judged later; situations in a sentence only help. */
const wholeWeight = 3;

/** How far the examples are trusted; less for feelings, which are labelled less surely. */
const trustOf = (name: HeadName): number =>
  ["negative", "neutral", "positive"].includes(name) || name.startsWith("intent") ? 2 : 10;

/** Whether a text is of a head's class; null where its labels do not say. */
function isOf(name: HeadName, { urgency, category, sentiment, intent }: Text): boolean | null {
  const call = <Answer>(answer: Answer): Answer | null => (category === "" ? null : answer);
  switch (name) {
    case "asks":
      return call(urgency >= 2);
    case "soon":
      return call(urgency >= 3);
    case "urgent":
      return call(urgency >= 4);
    case "danger":
      return call(urgency >= 5);
    case "spam":
      return call(category === "spam" || category === "robocall");
    case "robocall":
    case "wrong_number":
    case "accidental":
      return call(category === name);
    case "negative":
    case "neutral":
    case "positive":
      return sentiment === name;
    default:
      return intent === "" ? null : name === `intent ${intent}`;
  }
}

interface Seen extends Text {
  /** As the analyzer is given it. */
  readonly redacted: string;
  readonly features: TextFeatures;
}

/** The encoder's answers are the same for each fold. */
function remembering(embedder: Embedder): Embedder {
  const known = new Map<string, ReturnType<Embedder["embed"]>>();
  return {
    embed: (texts) => {
      const key = texts.join("\n");
      const answer = known.get(key) ?? embedder.embed(texts);
      known.set(key, answer);
      return answer;
    },
  };
}

const embedder = remembering(createEmbedder());

async function see(texts: readonly Text[], vocabulary: Vocabulary): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const text of texts) {
    const redacted = redact(text.text, text.country);
    const features = await featuresOf(withoutOrders(redacted), vocabulary, embedder);
    seen.push({ ...text, redacted, features });
  }
  return seen;
}

function headFrom(name: HeadName, seen: readonly Seen[], terms: number): Head {
  const examples = seen.flatMap((one) => {
    const is = isOf(name, one);
    return is === null ? [] : [{ seen: one.features, is, weight: one.whole ? wholeWeight : 1 }];
  });
  return learn(examples, terms, trustOf(name));
}

async function headsFrom(texts: readonly Text[]): Promise<Heads> {
  const vocabulary = vocabularyOf(
    texts.map(({ text, country }) => withoutNumbers(withoutOrders(redact(text, country)))),
  );
  const seen = await see(texts, vocabulary);
  const by = Object.fromEntries(
    headNames.map((name) => [name, headFrom(name, seen, vocabulary.size)]),
  ) as Record<HeadName, Head>;
  return { vocabulary, by };
}

const texts = textsToLearn();

async function check(folds: number): Promise<void> {
  const checked: Checked[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const out = ({ whole }: Text, index: number): boolean => whole && index % folds === fold;
    const heads = await headsFrom(texts.filter((text, index) => !out(text, index)));
    const analyzer = createLocalAnalyzer(embedder, heads);
    for (const label of texts.filter(out)) {
      const { text, country } = label;
      const message = { text: redact(text, country), segments: [], country };
      const verdict = await analyzer.analyze({ ...message, calledFrom: null, contactName: null });
      checked.push({ label, verdict });
    }
  }
  printChecked(checked);
}

async function train(): Promise<void> {
  const { vocabulary, by } = await headsFrom(texts);
  const rarities = [...vocabulary].map(
    ([term, { rarity }]) => [term, Math.round(rarity * 1e3) / 1e3] as const,
  );
  const file: HeadsFile = { vocabulary: Object.fromEntries(rarities), heads: by };
  const place = new URL("../../voice/analysis/learned/heads.json", import.meta.url);
  writeFileSync(place, `${JSON.stringify(file)}\n`);
  process.stdout.write(`learned from ${texts.length} texts, ${vocabulary.size} terms\n`);
}

await (process.argv.includes("--check") ? check(5) : train());
