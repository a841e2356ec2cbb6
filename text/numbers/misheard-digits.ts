import { ohs, slips } from "./digit-words.ts";
import { digitOf, type Token } from "./number-tokens.ts";

/*
 * What recognisers write for digits, told from the same words where they mean themselves.
 */

/**
 * "My number is ate one four ...": the slip with which a dictated number begins. Where a sentence
 * begins with it, "For six two three ...", it is one when a whole number needs it.
 */
export function leadingSlip(words: readonly string[], at: number): string {
  const begins = at === 0 || /^[.?!]/.test(words[at - 1] ?? "");
  return isAnnounced(words, at) || begins ? (slips[words[at] ?? ""] ?? "") : "";
}

/** Whether a word stands behind "my number is" and the like. */
export function isAnnounced(words: readonly string[], at: number): boolean {
  return /^(?:number|number's|is|it's)$/.test(words[at - 1] ?? "");
}

/**
 * How many words at a place are an "oh" that was misheard amid single digits, "two of seven, seven,
 * two", "five of the three, six": 0 where they are none. "Two or three" and "one of three" are what
 * they say.
 *
 * @param sure whether the number has such a one already
 */
export function ohAt(tokens: readonly Token[], at: number, sure: boolean): number {
  const { word = "", afterComma } = tokens[at] ?? {};
  if (!ohs.has(word) || afterComma === true) return 0;
  const used = tokens[at + 1]?.word === "the" ? 2 : 1;
  const before = digitOf(tokens[at - 1]);
  const next = tokens[at + used];
  const after = digitOf(next);
  if (before === null || next?.afterComma === true) return 0;
  if (/^\d{5,}$/.test(next?.word ?? "")) return used;
  if (after === null || (word === "or" && after === before + 1)) return 0;
  const another = ohs.has(tokens[at + used + 1]?.word ?? "") ? 1 : 0;
  const goesOn = digitOf(tokens[at + used + 1 + another]) !== null;
  return sure || goesOn || singlesBefore(tokens, at) >= manySingles ? used : 0;
}

/**
 * "Two and five, two six two": within a group of digits, and without a pause, it is a digit of which
 * nobody knows which. Between two groups, "one two three and four five six", it is what it says.
 *
 * @param count digits of the number before it
 */
export function isMisheard(tokens: readonly Token[], at: number, count: number): boolean {
  const [before, word, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  return (
    word?.word === "and" &&
    count < shortestGroup &&
    !word.afterComma &&
    after?.afterComma === false &&
    digitOf(before) !== null &&
    digitOf(after) !== null
  );
}

/** Numbers are grouped by threes and fours. */
const shortestGroup = 3;

/** So many single digits in a row are a number that somebody dictates. */
const manySingles = 3;

function singlesBefore(tokens: readonly Token[], at: number): number {
  let from = at;
  while (digitOf(tokens[from - 1]) !== null) from--;
  return at - from;
}
