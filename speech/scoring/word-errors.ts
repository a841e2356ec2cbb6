import { editDistance } from "../../text/edit-distance.ts";
import { digitNames } from "../../text/numbers/digit-words.ts";
import { writeNumbers } from "../../text/numbers/write-numbers.ts";
import { digitsOf } from "./digits-of.ts";

/** Words that were wrong, and all that were said. */
export interface WordErrors {
  readonly wrong: number;
  readonly said: number;
}

const ordinals: Readonly<Record<string, string>> = {
  "1st": "first",
  "2nd": "second",
  "3rd": "third",
  "4th": "fourth",
  "5th": "fifth",
};

/**
 * The same thing in other letters is no error: `555` and `five five five`, `3 May` and `the third
 * of May`, `can't` and `cannot`.
 */
function wordsOf(text: string): readonly string[] {
  return writeNumbers(text)
    .toLowerCase()
    .replaceAll("\u2019", "'")
    .replaceAll(/\b\d(?:st|nd|rd|th)\b/g, (found) => ordinals[found] ?? found)
    .replaceAll(/\d/g, (digit) => ` ${digitNames[Number(digit)] ?? digit} `)
    .replaceAll(/\b(?:oh|o)\b/g, "zero")
    .replaceAll(/\bwon't\b/g, "will not")
    .replaceAll(/\b(?:can't|cannot)\b/g, "can not")
    .replaceAll(/n't\b/g, " not")
    .replaceAll(/'re\b/g, " are")
    .replaceAll(/'ll\b/g, " will")
    .replaceAll(/'ve\b/g, " have")
    .replaceAll(/'m\b/g, " am")
    .replaceAll(/\b(it|that|there)'s\b/g, "$1 is")
    .replaceAll(/\bgood[ -]?bye\b/g, "goodbye")
    .replaceAll(/\b(voice|mail) (mail|box)\b/g, "$1$2")
    .replaceAll(/\bmr\b/g, "mister")
    .replaceAll(/[^\p{L}\s]/gu, " ")
    .split(/\s+/)
    .filter(Boolean);
}

/** Compares words as they sound: contractions, digits and capitals make no difference. */
export function wordErrors(said: string, read: string): WordErrors {
  const [one, other] = [wordsOf(said), wordsOf(read)];
  return { wrong: editDistance(one, other), said: one.length };
}

/** Digits alone, whatever their spelling and whatever stands between them. */
export function digitErrors(said: string, read: string): WordErrors {
  const [one, other] = [digitsOf(said).split(""), digitsOf(read).split("")];
  return { wrong: editDistance(one, other), said: one.length };
}

/** Whether the first words that were said are among the first that were read. */
export function beginsAs(said: string, read: string): boolean {
  const first = wordsOf(said).slice(0, 3);
  return wordsOf(read)
    .slice(0, 5)
    .some((word) => first.includes(word));
}
