import {
  intents,
  type Category,
  type Evidence,
  type Intent,
  type UrgencyLevel,
  type Verdict,
} from "../../domain/voicemail/verdict.ts";
import type { Message } from "./analyzer.ts";
import type { TextFeatures } from "./learned/features.ts";
import { probability, type HeadName, type Heads } from "./learned/heads.ts";
import { locate } from "./locate.ts";
import { speaksOfOthers } from "./rules/feelings.ts";
import { intentOf, type RulesJudgement } from "./rules-judgement.ts";

/*
 * From where on a head is believed, alone and beside a rule that says the same. Found by cross-validation on texts from which it has not
 * learned: node bench/analysis/train.ts --check
 */
const urgentAlone = 0.25;
const urgentWithRule = 0.1;
/** A danger that a rule knows is believed unless everything speaks against it. */
const urgentWithDanger = 0.02;
/** Where a rule has found such words, and that they do not count. */
const urgentDenied = 0.7;
/** Who asks for nothing is in no hurry. */
const asksAtAll = 0.2;
const asksAlone = 0.6;
const dangerAlone = 0.5;
const dangerWithRule = 0.1;
/** Where the rule knows the situation as one of level 4. */
const dangerAgainstRule = 0.9;
const believed = 0.5;

/** A customer's message must not be put aside as spam. */
const spamAlone = 0.6;

/** A feeling's share among the three, where no word of the rules shows it; and where the words speak of somebody else's. */
const feelingAlone = 0.6;
const plainFeeling = 0.8;

/** A neutral voicemail leans to one side by no more than this. */
const mostNeutral = 0.24;

/** What was learned, and the text as it sees it. */
export interface Learned {
  readonly heads: Heads["by"];
  readonly features: TextFeatures;
}

type Weighed = Pick<
  Verdict,
  "sentiment" | "urgency" | "category" | "intent" | "topic" | "confidence"
>;

/** Makes one judgement of what rules and heads say. */
export function weighUp(message: Message, rules: RulesJudgement, learned: Learned | null): Weighed {
  const category = categoryOf(rules, learned);
  const urgency = category === "genuine" ? urgencyOf(message, rules, learned) : calm;
  const intent = learned
    ? learnedIntent(category, learned)
    : intentOf(message.text, category, rules.intent);
  const topic = category === "genuine" ? (rules.topic ?? intent) : category;
  return {
    sentiment: sentimentOf(message, rules, learned),
    urgency,
    category,
    intent,
    topic: topic.replaceAll("_", " "),
    // What rules and heads agree on, with words to show, is sure.
    confidence: rules.urgencyEvidence.length > 0 || category !== "genuine" ? "high" : "medium",
  };
}

const calm = { level: 1, evidence: [] } as const;

function chanceOf(name: HeadName, { heads, features }: Learned): number {
  return probability(heads[name], features);
}

function categoryOf({ ruled, recorded }: RulesJudgement, learned: Learned | null): Category {
  if (!learned) return ruled.category;
  const believe = (name: HeadName): boolean => chanceOf(name, learned) >= believed;
  if (chanceOf("spam", learned) >= spamAlone) {
    return recorded || believe("robocall") ? "robocall" : "spam";
  }
  if (ruled.category === "wrong_number" || ruled.category === "accidental") return ruled.category;
  if (believe("accidental")) return "accidental";
  return believe("wrong_number") ? "wrong_number" : "genuine";
}

function urgencyOf(
  message: Message,
  { ruled: { level: ruled }, urgencyEvidence: shown, takenBack, denied }: RulesJudgement,
  learned: Learned | null,
): Verdict["urgency"] {
  if (!learned || takenBack) return { level: ruled, evidence: shown };
  const level = levelOf(ruled, denied, learned);
  if (level < 3) return { level, evidence: ruled < 3 ? shown : [] };
  const decided = level >= 4 === ruled >= 4 && ruled >= 3 && shown.length > 0;
  const head = level >= 4 ? "urgent" : "soon";
  return { level, evidence: decided ? shown : decidingSentence(message, learned, head) };
}

function levelOf(ruled: UrgencyLevel, denied: boolean, learned: Learned): UrgencyLevel {
  const chance = (name: HeadName): number => chanceOf(name, learned);
  const alone = denied ? urgentDenied : urgentAlone;
  const known = ruled === 5 ? urgentWithDanger : urgentWithRule;
  const enough = ruled >= 4 ? known : alone;
  if (chance("urgent") >= enough && chance("asks") >= asksAtAll) {
    const danger = { 4: dangerAgainstRule, 5: dangerWithRule }[ruled as number] ?? dangerAlone;
    return chance("danger") >= danger ? 5 : 4;
  }
  if (chance("soon") >= believed) return 3;
  return chance("asks") >= (ruled >= 2 ? believed : asksAlone) ? 2 : 1;
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
  const labels = ["negative", "neutral", "positive"] as const;
  const judged = labels.map((label) => ({ label, chance: chanceOf(label, learned) }));
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

/** The sentence in which a head finds most of what it looks for. */
function decidingSentence(
  { text, segments }: Message,
  { features, heads }: Learned,
  name: HeadName,
): readonly Evidence[] {
  let best: { readonly chance: number; readonly start: number; readonly end: number } | null = null;
  for (const { sentence, ...part } of features.sentences) {
    const chance = probability(heads[name], part);
    if (!best || chance > best.chance) best = { chance, start: sentence.start, end: sentence.end };
  }
  return best ? [locate(text, segments, best.start, best.end)] : [];
}
