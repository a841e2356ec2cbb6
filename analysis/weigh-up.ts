import { intents, sentimentLabels } from "../domain/voicemail/verdict.ts";
import type { Category, Intent, Verdict } from "../domain/voicemail/verdict.ts";
import type { Message } from "./analyzer.ts";
import type { HeadName } from "./learned/heads.ts";
import { speaksOfOthers } from "./rules/feelings.ts";
import { topicOf } from "./topic.ts";
import { intentOf, type RulesJudgement } from "./rules-judgement.ts";
import { chanceOf, type Learned, type ReadPassage } from "./urgency/signals.ts";
import { decidingSentence, weighUrgency, type Urgency } from "./urgency/weigh-urgency.ts";

const believed = 0.5;

/** A customer's message must not be put aside as spam. */
const spamAlone = 0.6;
/** Least of all that of somebody who knows them. */
const spamFromAcquainted = 0.95;

/**
 * A feeling's share among the three, where no word of the rules shows it; and where the words speak
 * of somebody else's.
 */
const feelingAlone = 0.5;
const plainFeeling = 0.8;

/** A neutral voicemail leans to one side by no more than this. */
const mostNeutral = 0.24;

type Weighed = Pick<
  Verdict,
  "sentiment" | "urgency" | "category" | "intent" | "topic" | "confidence"
>;

/** Makes one judgement of what rules and heads say. */
export function weighUp(
  message: Message,
  rules: RulesJudgement,
  passages: readonly ReadPassage[],
  learned: Learned | null,
): Weighed {
  const urgency = weighUrgency(message, rules, passages, learned);
  const category = categoryOf(rules, urgency, learned);
  const genuine = category === "genuine";
  const intent = learned
    ? learnedIntent(category, learned)
    : intentOf(message.text, category, urgency.intent);
  return {
    sentiment: sentimentOf(message, rules, learned),
    urgency: genuine ? { level: urgency.level, evidence: urgency.evidence } : calm,
    category,
    intent,
    topic: topicOf(message.text, category, intent, urgency.topic),
    // What rules and heads agree on, with words to show, is sure.
    confidence: !genuine || urgency.topic !== null ? "high" : "medium",
  };
}

const calm = { level: 1, evidence: [] } as const;

function categoryOf(
  { category, recorded, acquainted }: RulesJudgement,
  { level }: Urgency,
  learned: Learned | null,
): Category {
  // A danger is never put aside, whatever it comes with; only a recording may speak of one to sell something.
  if (level === 5 && !recorded) return "genuine";
  if (!learned) return category;
  const believe = (name: HeadName): boolean => chanceOf(name, learned) >= believed;
  const ruledSpam = category === "spam" || category === "robocall";
  const enough = acquainted && !ruledSpam ? spamFromAcquainted : spamAlone;
  if (chanceOf("spam", learned) >= enough) {
    return recorded || believe("robocall") ? "robocall" : "spam";
  }
  if (category === "wrong_number" || category === "accidental") return category;
  if (believe("accidental")) return "accidental";
  return believe("wrong_number") ? "wrong_number" : "genuine";
}

function learnedIntent(category: Category, learned: Learned): Intent {
  const best = intents
    .map((intent) => ({ intent, chance: chanceOf(`intent ${intent}`, learned) }))
    .reduce((one, other) => (other.chance > one.chance ? other : one)).intent;
  const stranger = category === "wrong_number" || category === "accidental";
  return stranger && best !== "callback" ? "other" : best;
}

function sentimentOf(
  message: Message,
  { sentiment }: RulesJudgement,
  learned: Learned | null,
): Verdict["sentiment"] {
  if (!learned) return sentiment;
  const judged = sentimentLabels.map((label) => ({ label, chance: chanceOf(label, learned) }));
  const total = judged.reduce((sum, { chance }) => sum + chance, 0);
  const best = judged.reduce((one, other) => (other.chance > one.chance ? other : one));
  const [minus, , plus] = judged.map(({ chance }) => chance);
  const score = Math.round((((plus ?? 0) - (minus ?? 0)) / total) * 100) / 100;
  const agreed = sentiment.label === best.label;
  // Trouble that somebody else is upset about is neutral.
  const enough = speaksOfOthers(message.text) ? plainFeeling : feelingAlone;
  if (best.label === "neutral" || (!agreed && best.chance / total < enough)) {
    return { label: "neutral", score: within(score, mostNeutral), evidence: [] };
  }
  const evidence =
    agreed && sentiment.evidence.length > 0
      ? sentiment.evidence
      : decidingSentence(message, learned, best.label);
  return { label: best.label, score, evidence };
}

function within(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}
