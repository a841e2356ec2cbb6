import { plurals, repeats, slips, teens, tens, units } from "../../text/numbers/digit-words.ts";

/** Words that say digits. */
const digitWords: ReadonlySet<string> = new Set(
  [units, teens, tens, plurals, repeats].flatMap((words) => Object.keys(words)),
);

/** Of a text that dictates a number, so many of its words are digits. */
const dictatedShare = 0.6;

/**
 * Whether a text is digits, and what recognisers write for them, and little else: a number that
 * somebody dictates. "For", "when" and "to" alone are none.
 */
export function isDictated(text: string): boolean {
  const words = wordsOf(text);
  const digits = words.filter((word) => isDigits(word) || word in slips);
  return digits.some(isDigits) && digits.length > words.length * dictatedShare;
}

/** Words that were said, of which a figure is one a digit: "116" may be two words, and is counted as three. */
export function wordsSaid(text: string): number {
  return wordsOf(text).reduce(
    (count, word) => count + (/\d/.test(word) ? word.replaceAll(/\D/g, "").length : 1),
    0,
  );
}

function isDigits(word: string): boolean {
  return /\d/.test(word) || digitWords.has(word);
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/\d+|[\p{L}']+/gu) ?? [];
}
