import { otherNumber } from "./announced.ts";
import type { FoundNumber } from "./found.ts";

/** How far behind a secret what belongs to it is looked for, in letters. */
const reach = 110;

/** What follows a card is its date and its code; "4471 and 2209" are both what the first one is. */
export function followingKind(
  { kind: last, digits }: FoundNumber,
  since: string,
  count: number,
  phone: boolean,
): string | null {
  if (since.length > reach || otherNumber().test(since)) return null;
  if (last === "card" || last === "card expiry") {
    if (count === 3 && (since.length < codeWithin || aboutTheCard.test(since)))
      return "security code";
    if (/[.?!]\s+\S+ \S+ \S+/.test(since)) return null;
    if (last === "card" && count === 4) return "card expiry";
    // "Event number is Q-5507": that is another's.
    if (/\b(?!card|security)\w+ number\b|\b[\p{L}]-$/iu.test(since)) return null;
    // Date and code in one breath.
    if (last === "card" && count >= 6 && count <= 8) return "security code";
    return count === 3 || (count === 4 && last === "card expiry") ? "security code" : null;
  }
  if (phone) return null;
  // "The first one was ..., that didn't work, then ...".
  if (count > 3 && count === digits.length && since.length < 60 && !since.includes("?"))
    return last;
  const more = /^[\s,]*(?:and|or|then|that'?s|it'?s)?[\s,]*$/.test(since) && count <= 8;
  return (more || corrected.test(since)) && count >= 3 ? last : null;
}

/** Right after a card three digits are its code. */
const codeWithin = 60;

const aboutTheCard =
  /\b(?:code|cvv2?|cvc|back|behind|reverse|little number|three|digits|security)\b/i;

/** "No, sorry, ...", "I'll start again": the next number is what the last one should have been. */
const corrected =
  /^[\s,.]*(?:no(?! (?:time|rush|hurry|worries|problem|need|one|bother|pressure|panic)\b)|sorry|wait|correction|i mean|make that|scratch that|actually|rather)\b[^?!]{0,60}$/i;
