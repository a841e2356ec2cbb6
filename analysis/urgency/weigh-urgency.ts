import type { Evidence, Intent, UrgencyLevel } from "../../domain/voicemail/verdict.ts";
import { locate } from "../../text/locate.ts";
import type { Message } from "../analyzer.ts";
import type { Chances } from "../danger/danger-reader.ts";
import type { TextFeatures } from "../learned/features.ts";
import { probability, type HeadName, type Heads } from "../learned/heads.ts";
import type { RulesJudgement } from "../rules-judgement.ts";
import { evidenceOf, type Situation, type Situations } from "./situations.ts";
import type { Span } from "./standing.ts";

/*
 * From where on a head is believed, alone and beside a rule that says the same. Found by cross-validation on texts from which it has not
 * learned: node training/heads/train.ts --check
 */
const urgentAlone = 0.25;
const urgentWithRule = 0.1;
/** Where a rule has found such words, and that they do not count. */
const urgentDenied = 0.7;
/** Who asks for nothing is in no hurry; danger asks for nothing. */
const asksAtAll = 0.2;
const asksAlone = 0.6;
const dangerAlone = 0.5;
/** Where the rule knows the situation as one of level 4. */
const dangerAgainstRule = 0.9;
const believed = 0.5;

/** A passage by itself, whatever else the message says; beside a rule that knows it as danger; and where a rule says that it is none. */
const passageDanger = 0.87;
const passageWithRule = 0.02;
const passageUrgent = 0.965;
const passageDenied = 0.93;
/** Where no passage is likely to be urgent, the whole must be sure. */
const passageHardly = 0.1;
const urgentWithoutPassage = 0.9;
/** The heads over the whole have learned from messages that are shorter: of longer ones a passage must show it. */
const longestLearned = 600;
const passageShows = 0.5;

/** What was learned, and the text as it sees it. */
export interface Learned {
  readonly heads: Heads["by"];
  readonly features: TextFeatures;
}

/** A passage, and how likely it tells of danger by itself. */
export interface ReadPassage extends Span, Chances {}

/** How urgent a message is, and why. */
export interface Urgency {
  readonly level: UrgencyLevel;
  readonly evidence: readonly Evidence[];
  readonly topic: string | null;
  readonly intent: Intent | null;
}

/**
 * The most serious of what stands: what a rule found undenied, what one passage says by itself, what the whole says. A head may raise a
 * level; what a rule knows as danger it never lowers.
 */
export function weighUrgency(
  message: Message,
  { situations, asks }: Pick<RulesJudgement, "situations" | "asks">,
  passages: readonly ReadPassage[],
  learned: Learned | null,
): Urgency {
  const standing = situations.standing.filter((one) => isBelieved(one, passages));
  const [most = null] = standing;
  const ruled: Urgency = {
    level: levelByRules(most, situations.mayWait, asks),
    evidence: evidenceOf(message, standing),
    topic: most?.topic ?? null,
    intent: most?.intent ?? null,
  };
  if (ruled.level === 5) return ruled;
  const likeliest = passages.length > 0 ? Math.max(...passages.map(({ urgent }) => urgent)) : null;
  const long = message.text.length > longestLearned;
  const shown = likeliest === null || likeliest >= (long ? passageShows : 0);
  const whole = learned ? levelOf(ruled.level, situations, learned, likeliest, shown) : ruled.level;
  const passage = urgentPassage(situations, passages);
  if (passage && passage.level > ruled.level && passage.level >= whole) {
    const topic = passage.level === 5 ? "danger" : null;
    const evidence = [locate(message.text, message.segments, passage.start, passage.end)];
    return { level: passage.level, evidence, topic, intent: null };
  }
  if (whole < 3) return { ...ruled, level: whole, evidence: ruled.level < 3 ? ruled.evidence : [] };
  const decided = whole >= 4 === ruled.level >= 4 && ruled.level >= 3 && ruled.evidence.length > 0;
  const head = whole >= 4 ? "urgent" : "soon";
  return {
    ...ruled,
    level: whole,
    evidence: decided || !learned ? ruled.evidence : decidingSentence(message, learned, head),
  };
}

/** What a rule takes for danger, and the reader of dangers for nothing of the kind, is a thing that has its name. */
function isBelieved(situation: Situation, passages: readonly ReadPassage[]): boolean {
  if (situation.level < 5) return true;
  const around = passages.filter((one) => overlap(one, situation));
  return around.length === 0 || around.some(({ danger }) => danger >= passageWithRule);
}

const overlap = (one: Span, other: Span): boolean => one.start < other.end && one.end > other.start;

/** Where no head is there to ask. */
function levelByRules(most: Situation | null, mayWait: boolean, asks: boolean): UrgencyLevel {
  const level = most?.level ?? (asks ? 2 : 1);
  if (!mayWait || level === 5) return level;
  return level === 4 ? 3 : level === 3 ? 2 : level;
}

function chanceOf(name: HeadName, { heads, features }: Learned): number {
  return probability(heads[name], features);
}

function levelOf(
  ruled: UrgencyLevel,
  situations: Situations,
  learned: Learned,
  likeliest: number | null,
  shown: boolean,
): UrgencyLevel {
  const { denied, takenBack } = situations;
  if (takenBack) return ruled;
  const chance = (name: HeadName): number => chanceOf(name, learned);
  const enough = ruled >= 4 ? urgentWithRule : enoughAlone(denied.length > 0, likeliest);
  const isUrgent = chance("urgent") >= enough && (shown || ruled >= 4);
  if (isUrgent && chance("asks") >= asksAtAll) {
    return chance("danger") >= (ruled === 4 ? dangerAgainstRule : dangerAlone) ? 5 : 4;
  }
  if (chance("soon") >= believed) return 3;
  return chance("asks") >= (ruled >= 2 ? believed : asksAlone) ? 2 : 1;
}

/** From where on the head over the whole is believed without a rule. */
function enoughAlone(denied: boolean, likeliest: number | null): number {
  if (denied) return urgentDenied;
  return likeliest !== null && likeliest < passageHardly ? urgentWithoutPassage : urgentAlone;
}

/** The passage that is most urgent by itself. */
function urgentPassage(
  { denied, liftedAt, mayWait }: Situations,
  passages: readonly ReadPassage[],
): (Span & { readonly level: 4 | 5 }) | null {
  // The shortest that is enough: what is quoted are its words.
  const found = (of: keyof Chances, enough: number): ReadPassage | null =>
    passages
      .filter((one) => {
        const isDenied = denied.some((span) => overlap(span, one));
        return (
          one[of] >= (isDenied ? passageDenied : enough) && !liftedAt(one.end, of === "danger")
        );
      })
      .toSorted((one, other) => one.end - one.start - (other.end - other.start))[0] ?? null;
  const danger = found("danger", passageDanger);
  if (danger) return { start: danger.start, end: danger.end, level: 5 };
  const urgent = mayWait ? null : found("urgent", passageUrgent);
  return urgent && { start: urgent.start, end: urgent.end, level: 4 };
}

/** The sentence in which a head finds most of what it looks for. */
export function decidingSentence(
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
