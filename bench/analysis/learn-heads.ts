import type { Embedder } from "../../voice/analysis/learned/embedder.ts";
import { asRead, featuresOf, type TextFeatures } from "../../voice/analysis/learned/features.ts";
import {
  headNames,
  type Head,
  type HeadName,
  type Heads,
} from "../../voice/analysis/learned/heads.ts";
import { vocabularyOf, type Vocabulary } from "../../voice/analysis/learned/words.ts";
import { withoutOrders } from "../../voice/analysis/orders.ts";
import { redact } from "../../voice/analysis/redact.ts";
import { learn } from "./learn.ts";
import { passageExamples } from "./passage-examples.ts";
import type { Text } from "./texts-to-learn.ts";

const passageTrust = 10;

/** Whole voicemails are what is judged later; situations in a sentence only help. */
const wholeWeight = 3;

/** How far the examples are trusted; less for feelings, which are labelled less surely. */
const trustOf = (name: HeadName): number =>
  ["negative", "neutral", "positive"].includes(name) || name.startsWith("intent") ? 2 : 10;

/** Whether a text is of a head's class; null where its labels do not say. */
function isOf(name: HeadName, text: Text): boolean | null {
  const { urgency, category, sentiment, intent, atMost = false } = text;
  const call = <Answer>(answer: Answer): Answer | null => (category === "" ? null : answer);
  switch (name) {
    case "asks":
      return atMost ? null : call(urgency >= 2);
    case "soon":
      return atMost ? null : call(urgency >= 3);
    case "urgent":
    case "urgent passage":
      return call(urgency >= 4);
    case "danger":
    case "danger passage":
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
      return sentiment === "" ? null : sentiment === name;
    default:
      return intent === "" ? null : name === `intent ${intent}`;
  }
}

/** A text to learn from, and what the heads see of it. */
export interface Seen extends Text {
  /** As the analyzer is given it. */
  readonly judged: string;
  readonly features: TextFeatures;
  /** Where the danger of an ordinary message stands in it. */
  readonly dangerAt: { readonly start: number; readonly end: number } | null;
}

/** As the local analyzer gives it to the heads. */
const asJudged = (text: string, country: string | null): string =>
  withoutOrders(redact(text, country));

function placeOf(danger: string | undefined, judged: string): Seen["dangerAt"] {
  if (danger === undefined) return null;
  const words = asJudged(danger, null);
  const start = judged.indexOf(words);
  return start < 0 ? null : { start, end: start + words.length };
}

/** What the heads see of each text. */
export async function see(
  texts: readonly Text[],
  vocabulary: Vocabulary,
  embedder: Embedder,
): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const text of texts) {
    const judged = asJudged(text.text, text.country);
    const features = await featuresOf(judged, vocabulary, embedder);
    const danger = placeOf(text.danger, judged);
    seen.push({ ...text, judged, features, dangerAt: danger });
  }
  return seen;
}

/** Learns one head. */
export function headFrom(name: HeadName, seen: readonly Seen[], terms: number): Head {
  if (name === "urgent passage" || name === "danger passage") {
    return passageHead(name === "danger passage" ? 5 : 4, seen, terms);
  }
  const examples = seen.flatMap((one) => {
    const is = isOf(name, one);
    return is === null ? [] : [{ seen: one.features, is, weight: one.whole ? wholeWeight : 1 }];
  });
  return learn(examples, terms, trustOf(name));
}

/** First from passages whose texts are short, then twice from those that the last head finds in the longer ones. */
function passageHead(level: 4 | 5, seen: readonly Seen[], terms: number): Head {
  let head: Head | null = null;
  for (let round = 0; round < 3; round++) {
    head = learn(passageExamples(seen, level, head), terms, passageTrust);
  }
  if (head === null) throw new Error("nothing was learned");
  return head;
}

/** The words of texts as they are judged. */
export function vocabularyFor(texts: readonly Text[]): Vocabulary {
  return vocabularyOf(texts.map(({ text, country }) => asRead(asJudged(text, country))));
}

/** Learns all heads from texts. */
export async function headsFrom(texts: readonly Text[], embedder: Embedder): Promise<Heads> {
  const vocabulary = vocabularyFor(texts);
  const seen = await see(texts, vocabulary, embedder);
  const by = Object.fromEntries(
    headNames.map((name) => [name, headFrom(name, seen, vocabulary.size)]),
  ) as Record<HeadName, Head>;
  return { vocabulary, by };
}
