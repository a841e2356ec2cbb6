import { z } from "zod";
import { once } from "../../text/rules/once.ts";
import { readRules } from "./read-rules.ts";

const phrases = z.array(z.string()).min(1);

const standingFile = z.object({
  condition: phrases,
  named: phrases,
  past: phrases,
  present: phrases,
  asking: phrases,
  thing: phrases,
  negation: phrases,
  goesOn: phrases,
  withdrawn: phrases,
  unasked: phrases,
  mended: phrases,
  others: phrases,
  waits: phrases,
});

/** What takes an urgent situation back, each as one expression. */
export type StandingWords = Readonly<
  Record<Exclude<keyof z.infer<typeof standingFile>, "goesOn">, RegExp>
>;

/** What rules/standing.yaml says, read once. */
export const standingWords = once((): StandingWords => {
  const lists = readRules("standing", standingFile);
  const words = (list: readonly string[]): string => `\\b(?:${list.join("|")})\\b`;
  const one = (list: readonly string[]): RegExp => new RegExp(words(list), "i");
  const all = (list: readonly string[]): RegExp => new RegExp(words(list), "gi");
  return {
    condition: one(lists.condition),
    named: new RegExp(`\\b(?:${lists.named.join("|")})\\s*$`, "i"),
    past: one(lists.past),
    present: one(lists.present),
    asking: one(lists.asking),
    thing: new RegExp(`^[\\s-]*(?:${lists.thing.join("|")})\\b`, "i"),
    negation: new RegExp(
      `\\b(?:${lists.negation.join("|")})\\W+(?!(?:${lists.goesOn.join("|")})\\b)(?:(?!(?:and|but|so|because|there)\\b)\\w+\\W+){0,3}$`,
      "i",
    ),
    withdrawn: all(lists.withdrawn),
    unasked: all(lists.unasked),
    mended: all(lists.mended),
    others: one(lists.others),
    waits: one(lists.waits),
  };
});
