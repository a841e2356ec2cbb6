import { readExpressions } from "../rules/expressions.ts";
import { once } from "../rules/once.ts";
import { otherNumber } from "./announced.ts";

/** "Seven three nine one. That's my pin." */
export const namedAfter =
  /^\W*(?:and )?(?:that'?s|that is|is|was|being) (?:my|the|his|her|our) (?:pin|passcode|password|otp|cvv|cvc|security code|social|sin|i\.?d)\b/i;

/** A number as long as this that is no phone number and of which nobody says what it is may be an account or an id. */
const unnamedDigits = 9;

/** Across sentences it may be several numbers. */
const inOneSentence = /^[^.?!]*$/;

/** What is kept is named, or begins with letters. */
const keptBefore = once(() => {
  const rules = readExpressions(new URL("./unnamed.yaml", import.meta.url));
  return new RegExp(`(?:${otherNumber().source})|\\b${rules("kept")}\\b`, "i");
});
/** "Call me 9011 4468", "my number 8944": a phone number, if a slip has crept in. */
const wishBefore =
  /\b(?:(?:call|ring|phone|reach|text|whatsapp)(?: me| us)?|mobile|cell|landline|(?:my|the)(?: \w+)? number(?:'s)?)(?: (?:on|at|is|number))*\W{0,3}$/i;

/** How far before a number its name is looked for, in letters. */
const namedWithin = 60;
const lettersBefore = /[A-Z][- ]?$/;

/** Whether a long number that is no phone number comes without a word of what it is. */
export function isUnnamed(said: string, before: string, count: number): boolean {
  return (
    count >= unnamedDigits &&
    inOneSentence.test(said) &&
    !keptBefore().test(before.slice(-namedWithin)) &&
    !lettersBefore.test(before) &&
    !wishBefore.test(before)
  );
}
