import type { Segment } from "../../domain/transcript.ts";
import type { Verdict } from "../../domain/verdict.ts";
import { locate } from "./locate.ts";
import type { SpokenNumber } from "../numbers/spoken-digits.ts";
import { wholeNumbers } from "../numbers/whole-numbers.ts";
import { isPhone, toE164 } from "./phone-number.ts";

/** Fewer digits are no phone number with its area code. */
const fewestDigits = 7;
const mostDigits = 15;

/** How far back the words that explain a number stand. */
const contextCharacters = 70;

/** Numbers of another kind. */
const otherKind =
  /\b(?:order|reference|ref|ird|tfn|sin|pps|ticket|case|policy|claim|invoice|booking|confirmation|tracking|serial|model|part|account|customer|membership|licen[cs]e|card|routing|sort code|iban|security|insurance|pin|(?<!area )code|postcode|zip|vat|registration|meter|prescription|nhs|passport|social)(?: (?!(?:call|ring|phone|text|reach|at|on|give|try)\b)[a-z]+)?(?: number| no\.?| code| id)?(?:\W+(?:is|was|it's|ends?|ending|in|number|my|the|for|at)){0,4}[^\w.?!]*$/i;

/** Somebody else's number, or one not to be called. */
const notTheirs =
  /\b(?:(?:his|her|their|the \w+(?:'?s)?(?: own)?) (?:\w+ )?(?:number|mobile|cell|phone)|(?:call|ring|phone|reach|contact) (?:him|her|them)|(?:don't|do not|not|instead of|rather than) (?:call|ring|use|on|the|my)(?: \w+){0,4}|old (?:number|one)|used to be|wrong number(?: is)?|(?:was|were) (?:trying to (?:reach|call)|looking for)|(?:called|calling|dialled|dialed|rang) (?:from|you from)?|(?:his|her|their|the \w+) own (?:number|phone|mobile|cell) is on \w+ \w+)\W*(?:is|was|on|at)?\W*$/i;

/** The number before this one was the old one. */
const wasOld = /\b(?:that'?s|it'?s|that was|which is) (?:my|the|an|our) old (?:number|one)\W*$/i;

const asked =
  /\b(?:call|ring|phone|reach|get|contact|text|give|buzz|try|catch|back|number|mobile|cell|direct line|home|landline|whatsapp|best|i'?m (?:on|at))\b|\b(?:it'?s|(?:it|that|this) is)\W*$/i;

const correction =
  /\b(?:sorry|no|wait|correction|i mean|actually|rather|make that|scratch that|let me (?:say|repeat|correct) that|that'?s (?:wrong|my old)|tell a lie|old (?:one|number)|try again|not)\b/i;

/** "0147, sorry, 0174": the end said again. */
const endAgain =
  /^\W*(?:(?:no|sorry|wait|i mean|make that|scratch that|rather|correction|hang on|actually|ending|ends|it's|that's|in)\b\W*){1,4}$/i;

/** Numbers as they are meant, an end that was corrected in its place. */
function callable(text: string, country: string | null): readonly SpokenNumber[] {
  const numbers = wholeNumbers(text, (digits) => isPhone(digits, country));
  return numbers.map((one, index) => {
    const again = numbers[index + 1];
    if (!again || again.quantity || again.digits.length > 6 || again.digits.length < 2) return one;
    if (!isPhone(one.digits, country) || !endAgain.test(text.slice(one.end, again.start)))
      return one;
    const digits = one.digits.slice(0, -again.digits.length) + again.digits;
    return isPhone(digits, country) ? { digits, start: one.start, end: again.end } : one;
  });
}

/** The number on which the caller wants to be reached. */
export function findCallback(
  text: string,
  segments: readonly Segment[],
  country: string | null,
): Verdict["callback"] {
  let best: {
    readonly number: string;
    readonly spoken: SpokenNumber;
    readonly score: number;
  } | null = null;
  for (const spoken of callable(text, country)) {
    if (spoken.quantity) continue;
    const count = spoken.digits.replace("+", "").length;
    if (count < fewestDigits || count > mostDigits) continue;
    const number = toE164(spoken.digits, country);
    if (number === null) continue;
    // What was removed explains what follows it no more: "my account number's [bank account removed]. 0151 496 0109".
    const around = text.slice(Math.max(0, spoken.start - contextCharacters), spoken.start);
    const before = around.slice(around.lastIndexOf("]") + 1);
    if (otherKind.test(before) || (notTheirs.test(before) && !wasOld.test(before))) continue;
    const between = best ? text.slice(best.spoken.end, spoken.start) : "";
    const corrects = best !== null && between.length < 60 && correction.test(between);
    const score =
      (isPhone(spoken.digits, country) ? 2 : 0) +
      (asked.test(before) ? 2 : 1) +
      (/\b(?:best|instead|better|preferably|back (?:on|at))\b/i.test(before) ? 1 : 0);
    if (!best || corrects || score > best.score) best = { number, spoken, score };
  }
  if (!best) return null;
  const { number, spoken } = best;
  return { number, evidence: locate(text, segments, spoken.start, spoken.end) };
}
