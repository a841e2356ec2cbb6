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

const intent = z.enum(intents);

/** Expressions of which one must fit, as whole words; or one expression as it is. */
const matching = z.union([
  z.object({ any: z.array(z.string()).min(1) }),
  z.object({ pattern: z.string() }),
]);

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
  words: z.record(z.string(), z.string()),
});
const categoryFile = z.object({
  spam: z.array(sign),
  robot: z.array(sign),
  ownBusiness: z.array(sign),
  acquainted: z.array(sign),
  wrongNumber: z.array(sign),
  accidental: z.array(sign),
});
const intentFile = z.object({ rules: z.array(z.object({ intent }).and(matching)) });
const sentimentFile = z.object({ negative: z.array(sign), positive: z.array(sign) });

function toPattern(
  rule: z.infer<typeof matching>,
  words: Readonly<Record<string, string>> = {},
): RegExp {
  const source = "any" in rule ? `\\b(?:${rule.any.join("|")})\\b` : rule.pattern;
  return new RegExp(
    source.replaceAll(/\{([a-z]+)\}/g, (_, name: string) => words[name] ?? `{${name}}`),
    "i",
  );
}

const toSign = (rule: z.infer<typeof sign>): Sign => ({
  weight: rule.weight,
  pattern: toPattern(rule),
});

/** The situations of rules/urgency.yaml, in its order. */
export const urgencyRules = once((): readonly UrgencyRule[] => {
  const { rules, words } = readRules("urgency", urgencyFile);
  return rules.map((rule) => ({
    level: rule.level,
    topic: rule.topic,
    intent: rule.intent,
    denies: rule.denies,
    pattern: toPattern(rule, words),
  }));
});

/** The signs of rules/category.yaml. */
export const categorySigns = once(() => {
  const category = readRules("category", categoryFile);
  return {
    spam: category.spam.map(toSign),
    robot: category.robot.map(toSign),
    ownBusiness: category.ownBusiness.map(toSign),
    acquainted: category.acquainted.map(toSign),
    wrongNumber: category.wrongNumber.map(toSign),
    accidental: category.accidental.map(toSign),
  } as const;
});

/** The first that fits is the most specific. */
export const intentRules = once((): readonly IntentRule[] =>
  readRules("intent", intentFile).rules.map((rule) => ({
    intent: rule.intent,
    pattern: toPattern(rule),
  })),
);

/** The signs of rules/sentiment.yaml. */
export const sentimentSigns = once(() => {
  const sentiment = readRules("sentiment", sentimentFile);
  return {
    negative: sentiment.negative.map(toSign),
    positive: sentiment.positive.map(toSign),
  } as const;
});
