import type { Evidence, Intent, UrgencyLevel } from "../../domain/voicemail/verdict.ts";
import { locate } from "../../text/locate.ts";
import type { Message } from "../analyzer.ts";
import type { Chances } from "../danger/danger-reader.ts";
import { probability, type HeadName } from "../learned/heads.ts";
import type { RulesJudgement } from "../rules-judgement.ts";
import { loadBalance, weigh } from "./balance.ts";
import { chanceOf, signalsOf, type Known, type Learned, type ReadPassage } from "./signals.ts";
import { evidenceOf, type Situation, type Situations } from "./situations.ts";
import type { Span } from "../../text/windows.ts";

/*
 * From where on what the balance says is believed. Found by cross-validation on texts from which
 * neither it nor what it weighs has learned: node training/balance/train.ts --check
 */
const isUrgent = 0.25;
const isDanger = 0.4;

/** From where on a head is believed. */
const believed = 0.5;
/** Where no rule found that the caller asks for something. */
const asksAlone = 0.6;

/**
 * What a rule takes for danger, and no passage around it seems more likely than this to tell of
 * one, is a thing that has its name.
 */
const passageWithRule = 0.02;
/** Except where life hangs on the words. */
const alwaysBelieved = "risk of self-harm";

/** Where the heads or the reader of dangers did not load, what is left is believed from here on. */
const sureAlone = 0.9;

/** A passage that says nearly as much as the one that says most is quoted for it where it is shorter. */
const nearly = 0.03;

/** How urgent a message is, and why. */
export interface Urgency {
  readonly level: UrgencyLevel;
  readonly evidence: readonly Evidence[];
  readonly topic: string | null;
  readonly intent: Intent | null;
}

/**
 * What a rule knows as danger, undenied, is one, whatever else the message says, unless the reader
 * of dangers takes its passage for nothing of the kind. All else is weighed: what rules found, what
 * the heads say of the whole, and what is said in the passage that says most.
 */
export function weighUrgency(
  message: Message,
  { situations, asks }: Pick<RulesJudgement, "situations" | "asks">,
  passages: readonly ReadPassage[],
  learned: Learned | null,
): Urgency {
  const standing = believedOf(situations, passages);
  const [most = null] = standing;
  const ruled: Urgency = {
    level: levelByRules(most, situations.mayWait, asks),
    evidence: evidenceOf(message, standing),
    topic: most?.topic ?? null,
    intent: most?.intent ?? null,
  };
  if (ruled.level === 5) return ruled;
  const stands = (danger: boolean): readonly ReadPassage[] =>
    passages.filter(({ end }) => !situations.liftedAt(end, danger));
  const level =
    learned && passages.length > 0
      ? levelOf({ message, standing, situations, passages, learned }, ruled.level)
      : levelWithout(stands(true), learned, ruled.level);
  if (level === ruled.level && (level < 3 || ruled.evidence.length > 0)) return ruled;

  const other = { level, topic: level === 5 ? "danger" : null, intent: null };
  if (level >= 4 && passages.length > 0) {
    const standingOnes = stands(level === 5);
    const of = level === 5 ? "danger" : "urgent";
    const { start, end } = mostTelling(standingOnes.length > 0 ? standingOnes : passages, of);
    return { ...other, evidence: [locate(message.text, message.segments, start, end)] };
  }
  if (level < 3 || !learned) return { ...other, evidence: [] };
  const head = level >= 4 ? "urgent" : "soon";
  return { ...other, evidence: decidingSentence(message, learned, head) };
}

/** Of what did load, only what is sure counts beside the rules. */
function levelWithout(
  passages: readonly ReadPassage[],
  learned: Learned | null,
  ruled: UrgencyLevel,
): UrgencyLevel {
  const most = (of: keyof Chances): number => Math.max(0, ...passages.map((one) => one[of]));
  const chance = (name: "danger" | "urgent"): number =>
    learned ? chanceOf(name, learned) : most(name);
  if (chance("danger") >= sureAlone) return 5;
  return chance("urgent") >= sureAlone && ruled < 4 ? 4 : ruled;
}

/** The situations that rules found and the reader of dangers does not take for nothing of the kind. */
export function believedOf(
  { standing }: Situations,
  passages: readonly ReadPassage[],
): readonly Situation[] {
  return standing.filter((one) => {
    if (one.level < 5 || one.topic === alwaysBelieved) return true;
    const around = passages.filter((passage) => overlap(passage, one));
    return around.length === 0 || around.some(({ danger }) => danger >= passageWithRule);
  });
}

const overlap = (one: Span, other: Span): boolean => one.start < other.end && one.end > other.start;

/** Where no head is there to ask. */
function levelByRules(most: Situation | null, mayWait: boolean, asks: boolean): UrgencyLevel {
  const level = most?.level ?? (asks ? 2 : 1);
  if (!mayWait || level === 5) return level;
  return level === 4 ? 3 : level === 3 ? 2 : level;
}

function levelOf(known: Known, ruled: UrgencyLevel): UrgencyLevel {
  const { situations, learned } = known;
  const signals = signalsOf(known);
  const balance = loadBalance();
  if (weigh(balance.danger, signals) >= isDanger) return 5;
  if (weigh(balance.urgent, signals) >= isUrgent) return 4;
  // What was taken back by its caller asks for no more than the rules found beside it.
  if (situations.takenBack && ruled <= 3) return ruled;
  if (chanceOf("soon", learned) >= believed) return 3;
  return chanceOf("asks", learned) >= (ruled >= 2 ? believed : asksAlone) ? 2 : 1;
}

function mostTelling(passages: readonly ReadPassage[], of: keyof Chances): ReadPassage {
  const most = Math.max(...passages.map((one) => one[of]));
  return passages
    .filter((one) => one[of] >= most - nearly)
    .reduce((one, other) => (other.end - other.start < one.end - one.start ? other : one));
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
