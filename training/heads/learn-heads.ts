import type { Embedder } from "../../analysis/learned/embedder.ts";
import { asRead } from "../../analysis/learned/as-read.ts";
import { featuresOf, type TextFeatures } from "../../analysis/learned/features.ts";
import { headNames, type Head, type HeadName, type Heads } from "../../analysis/learned/heads.ts";
import { vocabularyOf, type Vocabulary } from "../../analysis/learned/words.ts";
import { withoutOrders } from "../../analysis/orders.ts";
import { sentimentLabels } from "../../domain/voicemail/verdict.ts";
import { redact } from "../../text/redact.ts";
import { learn } from "./learn.ts";
import type { Text } from "../texts-to-learn.ts";

/** Whole voicemails are what is judged later; situations in a sentence only help. */
const wholeWeight = 3;

/** How far the examples are trusted; less for feelings, which are labelled less surely. */
const trustOf = (name: HeadName): number =>
  sentimentLabels.some((label) => label === name) || name.startsWith("intent") ? 2 : 10;

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
}

/** As the local analyzer gives it to the heads. */
const asJudged = (text: string, country: string | null): string =>
  withoutOrders(redact(text, country));

/** What the heads see of each text. */
async function see(
  texts: readonly Text[],
  vocabulary: Vocabulary,
  embedder: Embedder,
): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const text of texts) {
    const judged = asJudged(text.text, text.country);
    const features = await featuresOf(judged, vocabulary, embedder);
    seen.push({ ...text, judged, features });
  }
  return seen;
}

/** Learns one head. */
function headFrom(name: HeadName, seen: readonly Seen[], terms: number): Head {
  const examples = seen.flatMap((one) => {
    const is = isOf(name, one);
    return is === null ? [] : [{ seen: one.features, is, weight: one.whole ? wholeWeight : 1 }];
  });
  return learn(examples, terms, trustOf(name));
}

/** The words of texts as they are judged. */
function vocabularyFor(texts: readonly Text[]): Vocabulary {
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
