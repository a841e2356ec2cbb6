import type { Category, Evidence, Intent, Verdict } from "../domain/voicemail/verdict.ts";
import { locate } from "../text/locate.ts";
import { once } from "../text/rules/once.ts";
import type { Message } from "./analyzer.ts";
import { othersFeelings } from "./rules/feelings.ts";
import { categorySigns, intentRules, sentimentSigns, type Sign } from "./rules/load-rules.ts";
import { rulesOf } from "./rules/read-rules.ts";
import { situationsIn, type Situation, type Situations } from "./urgency/situations.ts";

/** What the rules find, each with the words that decided. */
export interface RulesJudgement {
  readonly category: Category;
  /** Whether the caller speaks as somebody whom the recipient has had to do with. */
  readonly acquainted: boolean;
  readonly situations: Situations;
  /** Whether something is asked for. */
  readonly asks: boolean;
  readonly sentiment: Verdict["sentiment"];
  /** Whether something of a robot's was heard: what a recorded call says. */
  readonly recorded: boolean;
}

/** Judges by rules alone. */
export function judgeByRules({ text, segments }: Message): RulesJudgement {
  const point = (start: number, end: number): Evidence => locate(text, segments, start, end);
  const situations = situationsIn(text);
  return {
    category: categoryOf(text),
    acquainted: weigh(text, categorySigns().acquainted) >= 1,
    situations,
    asks: !situations.takenBack && request().test(text),
    sentiment: sentimentOf(text, point),
    recorded: weigh(text, categorySigns().robot) >= 0.6,
  };
}

const request = once(() => new RegExp(`\\b${rulesOf("request")("request")}\\b`, "i"));

function categoryOf(text: string): Category {
  const robot = weigh(text, categorySigns().robot);
  const spam = weigh(text, categorySigns().spam);
  const own = weigh(text, categorySigns().ownBusiness);
  if (robot >= 1 && (spam >= 0.6 || own < 1)) return "robocall";
  if (spam >= 1 && own < 1) return robot >= 0.6 ? "robocall" : "spam";
  if (weigh(text, categorySigns().accidental) >= 1) return "accidental";
  if (weigh(text, categorySigns().wrongNumber) >= 1) return "wrong_number";
  return "genuine";
}

/** How far before a word of praise what denies it stands. */
const negationReach = 80;

function sentimentOf(
  text: string,
  point: (start: number, end: number) => Evidence,
): Verdict["sentiment"] {
  const negative = signsIn(text, sentimentSigns().negative);
  const positive = signsIn(text, sentimentSigns().positive).filter(
    ({ start }) =>
      !/\b(?:not|isn't|wasn't|weren't|never|hardly|don't|didn't|less than|far from|would be|if)\W+(?:\w+\W+){0,2}$/i.test(
        text.slice(Math.max(0, start - negationReach), start),
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

/**
 * The intent: of who sells `sales`; else what an urgent situation has with it, what a rule of
 * intent names, or that a call is asked for.
 */
export function intentOf(text: string, category: Category, urgent: Intent | null): Intent {
  if (category === "spam" || category === "robocall") return "sales";
  if (category !== "genuine") return "other";
  const named = intentRules().find(({ pattern }) => pattern.test(text))?.intent;
  return urgent ?? named ?? (request().test(text) ? "callback" : "other");
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
  const { standing, denied } = situationsIn(text);
  const situation = ({ level, topic }: Situation): string => `urgency ${level}, ${topic}`;
  const fired = (spans: readonly Situation[], counts: boolean): FiredSign[] =>
    spans.map((one) => ({ rule: situation(one), words: text.slice(one.start, one.end), counts }));
  const signs = Object.entries({ ...categorySigns(), ...sentimentSigns() }).flatMap(
    ([rule, list]) =>
      list.flatMap(({ pattern }) =>
        [...text.matchAll(new RegExp(pattern.source, "gi"))].map(([words]) => ({
          rule,
          words,
          counts: true,
        })),
      ),
  );
  return [...fired(standing, true), ...fired(denied, false), ...signs];
}
