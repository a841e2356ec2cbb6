import { z } from "zod";
import { intents, urgencyLevels } from "../../domain/voicemail/verdict.ts";
import type { Intent, UrgencyLevel } from "../../domain/voicemail/verdict.ts";
import { once } from "../../text/rules/once.ts";
import { readRules } from "./read-rules.ts";

/** Words that show something, and how much. A category applies from a sum of 1 on. */
export interface Sign {
  readonly weight: number;
  readonly pattern: RegExp;
}

/** A situation that makes a call urgent. */
export interface UrgencyRule {
  readonly level: UrgencyLevel;
  /** A word or two for the head of the comment. */
  readonly topic: string;
  readonly pattern: RegExp;
  readonly intent?: Intent | undefined;
  /** The words themselves deny something: a "no" before or in them does not take them back. */
  readonly denies?: boolean | undefined;
}

/** Words that name an intent. */
export interface IntentRule {
  readonly intent: Intent;
  readonly pattern: RegExp;
}

/** Words that name what a voicemail is about. */
export interface TopicRule {
  readonly topic: string;
  readonly pattern: RegExp;
}

const intent = z.enum(intents);

/** Expressions of which one must fit, as whole words; or one expression as it is. */
const matching = z.union([
  z.object({ any: z.array(z.string()).min(1) }),
  z.object({ pattern: z.string() }),
]);

/** What stands for a name in braces: an expression, or a list of which one must fit. */
const words = z.record(
  z.string(),
  z.union([z.string(), z.array(z.string()).transform((list) => `(?:${list.join("|")})`)]),
);
type Words = z.infer<typeof words>;

const sign = z.object({ weight: z.number().positive() }).and(matching);

const urgencyFile = z.object({
  rules: z.array(
    z
      .object({
        level: z.literal(urgencyLevels),
        topic: z.string(),
        intent: intent.optional(),
        denies: z.boolean().optional(),
      })
      .and(matching),
  ),
  words,
});
const categoryFile = z.object({
  spam: z.array(sign),
  robot: z.array(sign),
  ownBusiness: z.array(sign),
  acquainted: z.array(sign),
  wrongNumber: z.array(sign),
  accidental: z.array(sign),
  words,
});
const intentFile = z.object({ rules: z.array(z.object({ intent }).and(matching)) });
const sentimentFile = z.object({ negative: z.array(sign), positive: z.array(sign), words });

const topics = z.array(z.object({ topic: z.string() }).and(matching));
const topicFile = z.object({ pitches: topics, business: topics });

function toPattern(rule: z.infer<typeof matching>, named: Words): RegExp {
  const filled = (text: string): string =>
    text.replaceAll(/\{([a-z]+)\}/g, (found, name: string) => {
      const stands = named[name];
      return stands === undefined ? found : filled(stands);
    });
  return new RegExp(filled("any" in rule ? `\\b(?:${rule.any.join("|")})\\b` : rule.pattern), "i");
}

const signsOf = (rules: readonly z.infer<typeof sign>[], named: Words): readonly Sign[] =>
  rules.map((rule) => ({ weight: rule.weight, pattern: toPattern(rule, named) }));

/** The situations of rules/urgency.yaml, in its order. */
export const urgencyRules = once((): readonly UrgencyRule[] => {
  const { rules, words: named } = readRules("urgency", urgencyFile);
  return rules.map((rule) => ({
    level: rule.level,
    topic: rule.topic,
    intent: rule.intent,
    denies: rule.denies,
    pattern: toPattern(rule, named),
  }));
});

/** The signs of rules/category.yaml. */
export const categorySigns = once(() => {
  const category = readRules("category", categoryFile);
  return {
    spam: signsOf(category.spam, category.words),
    robot: signsOf(category.robot, category.words),
    ownBusiness: signsOf(category.ownBusiness, category.words),
    acquainted: signsOf(category.acquainted, category.words),
    wrongNumber: signsOf(category.wrongNumber, category.words),
    accidental: signsOf(category.accidental, category.words),
  } as const;
});

/** The first that fits is the most specific. */
export const intentRules = once((): readonly IntentRule[] =>
  readRules("intent", intentFile).rules.map((rule) => ({
    intent: rule.intent,
    pattern: toPattern(rule, {}),
  })),
);

/** What voicemails are about, of rules/topics.yaml, in its order. */
export const topicRules = once(() => {
  const { pitches, business } = readRules("topics", topicFile);
  const rulesOf = (list: typeof pitches): readonly TopicRule[] =>
    list.map((rule) => ({ topic: rule.topic, pattern: toPattern(rule, {}) }));
  return { pitches: rulesOf(pitches), business: rulesOf(business) } as const;
});

/** The signs of rules/sentiment.yaml. */
export const sentimentSigns = once(() => {
  const sentiment = readRules("sentiment", sentimentFile);
  return {
    negative: signsOf(sentiment.negative, sentiment.words),
    positive: signsOf(sentiment.positive, sentiment.words),
  } as const;
});
