import type { Category, Evidence, UrgencyLevel, Verdict } from "../../domain/verdict.ts";
import type { Analyzer, Message } from "./analyzer.ts";
import { findCallback } from "./callback.ts";
import { findCaller } from "./caller.ts";
import { createEmbedder, type Embedder } from "./learned/embedder.ts";
import { featuresOf, type Features } from "./learned/features.ts";
import { loadHeads, probability, type Head, type Heads } from "./learned/heads.ts";
import { wordVector, type WordVector } from "./learned/words.ts";
import { findDeadlines, findReferences } from "./mentions.ts";
import { locate } from "./locate.ts";
import { intentOf, judgeByRules, type RulesJudgement } from "./rules-judgement.ts";
import { withoutOrders } from "./orders.ts";
import { speaksOfOthers } from "./rules/feelings.ts";
import { summarize } from "./summary.ts";

/** Longer texts are judged by their beginning: a voicemail of an hour has said its business by then. */
const longestText = 20_000;

/** From here on a head is believed; cross-validated on texts that it has not learned from. */
const believed = 0.5;

/** To call a caller spam without a word that the rules know takes more: a customer's message must not be put aside. */
const believedAlone = 0.85;

/** A feeling that no word of the rules shows. */
const plainFeeling = 0.8;

/** A neutral voicemail leans to one side by no more than this. */
const mostNeutral = 0.24;

/** Rules that found life or property in danger are overruled only by a head that is sure. */
const sure = 0.1;

/**
 * Judges without a key and without a network: rules that show the words that decided, and heads over sentence vectors that
 * have learned when the rules are wrong or silent. Where the encoder does not load, the rules judge alone.
 */
export function createLocalAnalyzer(embedder: Embedder = createEmbedder()): Analyzer {
  let heads: Heads | null = null;
  return {
    name: "local",
    analyze: async (message) => {
      const shown = { ...message, text: message.text.slice(0, longestText) };
      const rules = judgeByRules(shown);
      heads ??= loadHeads();
      const heard = withoutOrders(shown.text);
      const features = await featuresOf(heard, rules.ruled, embedder).catch(() => null);
      const learned = features && { heads, features, words: wordVector(heard, heads.vocabulary) };
      return combine(shown, rules, learned);
    },
  };
}

interface Learned {
  readonly heads: Heads;
  readonly features: Features;
  /** Of the whole text. */
  readonly words: WordVector;
}

function chanceOf(head: Head, { features, words }: Learned): number {
  return probability(head, features.whole, words);
}

function combine(message: Message, rules: RulesJudgement, learned: Learned | null): Verdict {
  const { text, segments, country } = message;
  const category = categoryOf(rules, learned);
  const urgency = category === "genuine" ? urgencyOf(message, rules, learned) : calm;
  const sentiment = sentimentOf(message, rules, learned);
  const intent = intentOf(text, category, rules.intent);
  const topic = category === "genuine" ? (rules.topic ?? intent) : category;
  return {
    sentiment,
    urgency,
    category,
    intent,
    callback: findCallback(text, segments, country),
    caller: findCaller(text, message.contactName),
    deadlines: findDeadlines(text, segments),
    references: findReferences(text, segments),
    topic: topic.replaceAll("_", " "),
    summary: summarize(text),
    // What rules and heads agree on, with words to show, is sure.
    confidence: rules.urgencyEvidence.length > 0 || category !== "genuine" ? "high" : "medium",
    analyzer: "local",
  };
}

const calm = { level: 1, evidence: [] } as const;

function categoryOf({ ruled, recorded }: RulesJudgement, learned: Learned | null): Category {
  if (!learned) return ruled.category;
  const chance = chanceOf(learned.heads.spam, learned);
  if (ruled.category === "spam" || ruled.category === "robocall") {
    return chance >= believed ? ruled.category : "genuine";
  }
  if (chance < believedAlone) return ruled.category;
  return recorded ? "robocall" : "spam";
}

function urgencyOf(
  message: Message,
  { ruled: { level }, urgencyEvidence, takenBack }: RulesJudgement,
  learned: Learned | null,
): Verdict["urgency"] {
  const chance = learned ? chanceOf(learned.heads.urgent, learned) : null;
  if (chance === null || takenBack) return { level, evidence: urgencyEvidence };
  if (level === 5 && chance >= sure) return { level, evidence: urgencyEvidence };
  if (learned && chance >= believed) {
    const urgent: UrgencyLevel = level >= 4 ? level : 4;
    const evidence =
      urgencyEvidence.length > 0 && level >= 3
        ? urgencyEvidence
        : decidingSentence(message, learned, learned.heads.urgent);
    return { level: urgent, evidence };
  }
  return level >= 4
    ? { level: 3, evidence: urgencyEvidence }
    : { level, evidence: urgencyEvidence };
}

function sentimentOf(
  message: Message,
  { sentiment }: RulesJudgement,
  learned: Learned | null,
): Verdict["sentiment"] {
  if (!learned) return sentiment;
  const { negative, neutral, positive } = learned.heads;
  const chances = [
    { label: "negative", head: negative },
    { label: "neutral", head: neutral },
    { label: "positive", head: positive },
  ] as const;
  const judged = chances.map(({ label, head }) => ({
    label,
    head,
    chance: chanceOf(head, learned),
  }));
  const best = judged.reduce((one, other) => (other.chance > one.chance ? other : one));
  const [minus, , plus] = judged.map(({ chance }) => chance);
  const total = judged.reduce((sum, { chance }) => sum + chance, 0);
  const score = Math.round((((plus ?? 0) - (minus ?? 0)) / total) * 100) / 100;
  // A calm report of a disaster is neutral: feelings that no word shows must be plain to the head.
  const plain = best.chance >= plainFeeling && !speaksOfOthers(message.text);
  const shown = sentiment.label === best.label || plain;
  if (best.label === "neutral" || !shown)
    return { label: "neutral", score: within(score, mostNeutral), evidence: [] };
  const evidence =
    sentiment.label === best.label && sentiment.evidence.length > 0
      ? sentiment.evidence
      : decidingSentence(message, learned, best.head);
  return { label: best.label, score, evidence };
}

function within(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}

/** The sentence in which a head finds most of what it looks for. */
function decidingSentence(
  { text, segments }: Message,
  { features, heads }: Learned,
  head: Head,
): readonly Evidence[] {
  let best: { chance: number; start: number; end: number } | null = null;
  for (const { sentence, vector } of features.sentences) {
    const chance = probability(head, vector, wordVector(sentence.text, heads.vocabulary));
    if (!best || chance > best.chance) best = { chance, start: sentence.start, end: sentence.end };
  }
  return best ? [locate(text, segments, best.start, best.end)] : [];
}
