import type {
  Category,
  Evidence,
  Intent,
  UrgencyLevel,
  Verdict,
} from "../../domain/voicemail/verdict.ts";
import type { Message } from "./analyzer.ts";
import { standingOf, type Standing } from "./cancelled.ts";
import { clauseAt, clausesOf, type Clause } from "./clauses.ts";
import { locate } from "./locate.ts";
import { othersFeelings } from "./rules/feelings.ts";
import {
  categorySigns,
  intentRules,
  sentimentSigns,
  urgencyRules,
  type Sign,
} from "./rules/load-rules.ts";

/** What the rules alone make of a text. */
interface Ruled {
  readonly level: UrgencyLevel;
  readonly category: Category;
  /** -1 to 1. */
  readonly sentiment: number;
}

/** What the rules find, each with the words that decided. */
export interface RulesJudgement {
  readonly ruled: Ruled;
  readonly topic: string | null;
  readonly intent: Intent | null;
  readonly urgencyEvidence: readonly Evidence[];
  readonly sentiment: Verdict["sentiment"];
  /** Whether the caller took it back or said that it is mended. */
  readonly takenBack: boolean;
  /** Whether words of an urgent situation stand there that do not count: denied, or a condition that has not come true. */
  readonly denied: boolean;
  /** Whether something of a robot's was heard: what a recorded call says. */
  readonly recorded: boolean;
}

/** Judges by rules alone. */
export function judgeByRules({ text, segments }: Message): RulesJudgement {
  const point = (start: number, end: number): Evidence => locate(text, segments, start, end);
  const clauses = clausesOf(text);
  const category = categoryOf(text);
  const standing = standingOf(text, clauses);
  const urgency = category === "genuine" ? urgencyOf(text, standing) : calm;
  const sentiment = sentimentOf(text, point);
  return {
    ruled: { level: urgency.level, category, sentiment: sentiment.score },
    topic: urgency.topic,
    intent: urgency.intent,
    urgencyEvidence: urgency.spans.map((span) => point(...quotable(clauses, span))),
    sentiment,
    takenBack: standing.takenBack,
    denied: urgency.denied,
    recorded: weigh(text, categorySigns.robot) >= 0.6,
  };
}

/** A clause is quoted whole where it is short: two words alone say little. */
const quotableClause = 70;

function quotable(
  clauses: readonly Clause[],
  { start, end }: { readonly start: number; readonly end: number },
): [number, number] {
  const clause = clauseAt(clauses, start);
  if (!clause || clause.text.length > quotableClause) return [start, end];
  const length = clause.text.replace(/[\s.,;?!]+$/, "").length;
  return [clause.start, Math.max(end, clause.start + length)];
}

interface Urgency {
  readonly level: UrgencyLevel;
  readonly topic: string | null;
  readonly intent: Intent | null;
  readonly spans: readonly { readonly start: number; readonly end: number }[];
  readonly denied: boolean;
}

const calm: Urgency = { level: 1, topic: null, intent: null, spans: [], denied: false };

/** From here on a situation is urgent. */
const urgentLevel = 4;

const request =
  /\b(?:call (?:me )?back|ring (?:me )?back|give (?:me|us) a (?:call|ring|shout|bell)|(?:please|could|can|would) (?:you )?(?:call|ring|phone|let|send|tell|check|confirm|give|get|book|email|someone|somebody|have)|i(?:'d| would) like|(?:just )?(?:calling|ringing|phoning) (?:to (?!say|thank|let)|about|for|regarding)|just wanted to (?:ask|know|check|find out)|i (?:want|need|wanted|was wondering|have a question)|looking (?:for|to)|enquir\w+|inquir\w+|question about|book(?:ing)? (?:a|an|in)|appointment|quote|estimate|how much|do you (?:have|do|offer|sell|take)|are you (?:open|able)|what time|when (?:is|are|can|will)|return my call|get back to me|can you|could you|(?:call|ring|phone|text|reach) me (?:on|at)|my number is)\b/i;

function urgencyOf(text: string, standing: Standing): Urgency {
  let best: Urgency | null = null;
  let denied = false;
  for (const { level, topic, pattern, intent = null, denies = false } of urgencyRules) {
    if (best && level <= best.level) continue;
    const found = [...text.matchAll(new RegExp(pattern.source, "gi"))].map(
      ({ 0: match, index }) => ({ start: index, end: index + match.length }),
    );
    const spans = found.filter(({ start, end }) => standing.counts(start, end, denies));
    if (spans.length > 0) best = { ...calm, level, topic, intent, spans: spans.slice(0, 3) };
    else if (found.length > 0 && level >= urgentLevel) denied = true;
  }
  denied &&= best === null || best.level < urgentLevel;
  if (best && standing.mayWait && best.level < 5) {
    return { ...best, level: best.level === 4 ? 3 : 2, denied };
  }
  if (best) return { ...best, denied };
  const asks = !standing.takenBack && request.test(text);
  return { ...calm, level: asks ? 2 : 1, denied };
}

function categoryOf(text: string): Category {
  const robot = weigh(text, categorySigns.robot);
  const spam = weigh(text, categorySigns.spam);
  const own = weigh(text, categorySigns.ownBusiness);
  if (robot >= 1 && (spam >= 0.6 || own < 1)) return "robocall";
  if (spam >= 1 && own < 1) return robot >= 0.6 ? "robocall" : "spam";
  if (weigh(text, categorySigns.accidental) >= 1) return "accidental";
  if (weigh(text, categorySigns.wrongNumber) >= 1) return "wrong_number";
  return "genuine";
}

function sentimentOf(
  text: string,
  point: (start: number, end: number) => Evidence,
): Verdict["sentiment"] {
  const negative = signsIn(text, sentimentSigns.negative);
  const positive = signsIn(text, sentimentSigns.positive).filter(
    ({ start }) =>
      !/\b(?:not|isn't|wasn't|weren't|never|hardly|don't|didn't|less than|far from|would be|if)\W+(?:\w+\W+){0,2}$/i.test(
        text.slice(0, start),
      ),
  );
  const sum = (signs: readonly { weight: number }[]): number =>
    signs.reduce((total, { weight }) => total + weight, 0);
  const [minus, plus] = [sum(negative), sum(positive)];
  const score = minus + plus === 0 ? 0 : (plus - minus) / (plus + minus + 0.5);
  const label = score <= -0.25 ? "negative" : score >= 0.25 ? "positive" : "neutral";
  const deciding = label === "negative" ? negative : label === "positive" ? positive : [];
  return {
    label,
    score: Math.round(score * 100) / 100,
    evidence: deciding.slice(0, 3).map(({ start, end }) => point(start, end)),
  };
}

function signsIn(
  text: string,
  signs: readonly Sign[],
): { readonly weight: number; readonly start: number; readonly end: number }[] {
  return signs.flatMap(({ weight, pattern }) =>
    [...text.matchAll(new RegExp(pattern.source, "gi"))]
      .map(({ 0: match, index }) => ({ weight, start: index, end: index + match.length }))
      .filter(({ start }) => !othersFeelings.test(text.slice(Math.max(0, start - 60), start))),
  );
}

function weigh(text: string, signs: readonly Sign[]): number {
  return signs.reduce((sum, { weight, pattern }) => sum + (pattern.test(text) ? weight : 0), 0);
}

export function intentOf(text: string, category: Category, urgent: Intent | null): Intent {
  if (category === "spam" || category === "robocall") return "sales";
  if (category !== "genuine") return "other";
  const named = intentRules.find(({ pattern }) => pattern.test(text))?.intent;
  return urgent ?? named ?? (request.test(text) ? "callback" : "other");
}

/** A rule whose words stand in a text. */
export interface FiredSign {
  /** `urgency 5, fire`, `spam`, `negative`. */
  readonly rule: string;
  readonly words: string;
  /** Whether it counts: not denied, conditional, taken back or somebody else's. */
  readonly counts: boolean;
}

/** Every rule that fires, for those who want to know why. */
export function signsFired(text: string): readonly FiredSign[] {
  const standing = standingOf(text, clausesOf(text));
  const all = (pattern: RegExp): RegExpExecArray[] => [
    ...text.matchAll(new RegExp(pattern.source, "gi")),
  ];
  const urgency = urgencyRules.flatMap(({ level, topic, pattern, denies = false }) =>
    all(pattern).map(({ 0: words, index }) => ({
      rule: `urgency ${level}, ${topic}`,
      words,
      counts: standing.counts(index, index + words.length, denies),
    })),
  );
  const signs = Object.entries({ ...categorySigns, ...sentimentSigns }).flatMap(([rule, list]) =>
    list.flatMap(({ pattern }) => all(pattern).map(([words]) => ({ rule, words, counts: true }))),
  );
  return [...urgency, ...signs];
}
