import { piecesOf } from "../windows.ts";
import { ohs, units } from "./digit-words.ts";
import { spokenNumbers } from "./spoken-digits.ts";
import { writeAmounts } from "./write-amounts.ts";
import { writeDates } from "./write-dates.ts";
import { writeQuantities } from "./write-quantities.ts";
import { writeTimes } from "./write-times.ts";

/** Fewer digits in a row are a quantity or a slip, not a number that somebody dictates. */
const fewestDigits = 4;

/** What makes a short number a quantity or a time, to be left as it was said: "twenty five", "ten thirty". */
const quantity =
  /\b(?:ten|eleven|twelve|\w+teen|twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)\b/i;

/** "Two sixes and three sevens" may be sizes. */
const pieces =
  /\b(?:zeros|zeroes|noughts|ohs|ones|twos|threes|fours|fives|sixes|sevens|eights|nines)\b/i;

/** From here on it is nobody's quantity: "oh double seven double oh, nine hundred, one two three". */
const longNumber = 9;

/** A card's. Beyond, several numbers were said without a pause, and who groups them guesses. */
const longestNumber = 16;

/** Letters said one by one before a number are part of it: "b k one one six". */
const longestSpelled = 60;
const letters = /(?:(?<![\p{L}'])\p{L}[.,-]?\s+){2,6}$/iu;

/**
 * Writes what was said in words as people write it: a number dictated digit by digit ("five five
 * five oh one double four", "555 0144"), a reference ("b k one one six", "BK116"), an amount, a
 * date, a time of day, what is counted. Also puts right what a recogniser makes of digits, "zero to
 * zero" for 020. Smaller quantities, and what may be two things, stay as they were said.
 */
export function writeNumbers(text: string): string {
  return piecesOf(text)
    .map((piece) => writeLongNumbers(writeQuantities(writeTimes(piece))))
    .join("");
}

/** The same without times of day and quantities, which tell what is the matter and stay as they were said. */
export function writeLongNumbers(text: string): string {
  return piecesOf(text)
    .map((piece) => writeDictated(writeDates(writeAmounts(piece))))
    .join("");
}

/** "Two and five, two six two": what follows such words is not the whole number, and must not look like it. */
const lostDigit = new RegExp(
  String.raw`(?:\b(?:${Object.keys(units).join("|")})|\d)[\s-]+(?:and|on|an)[\s-]+$`,
  "i",
);
const longestLost = 16;

function writeDictated(text: string): string {
  let written = "";
  let at = 0;
  for (const number of spokenNumbers(text)) {
    const { digits, start, end } = number;
    const said = text.slice(start, end);
    const before = text.slice(at, start);
    const spelled = letters.exec(before.slice(-longestSpelled))?.[0] ?? "";
    if (number.quantity || lostDigit.test(before.slice(-longestLost))) continue;
    if (spelled !== "" && isReference(spelled, said)) {
      const code = spelled.replaceAll(/[^\p{L}]/gu, "").toUpperCase();
      written += before.slice(0, before.length - spelled.length) + code + digits;
    } else if (isDictated(said, digits)) written += before + grouped(digits);
    else continue;
    at = end;
  }
  return written + text.slice(at);
}

/** "I" and "a" are words of their own. */
function isReference(spelled: string, said: string): boolean {
  const singles = said.match(/[\p{L}']+|\d/gu) ?? [];
  return (
    /[b-hj-z]/i.test(spelled) &&
    !/\b[ai]\s+$/i.test(spelled) &&
    singles.length >= 2 &&
    !quantity.test(said)
  );
}

function isDictated(said: string, digits: string): boolean {
  const count = digits.replace("+", "").length;
  if (pieces.test(said)) return false;
  if (count < fewestDigits || count > longestNumber || (count < longNumber && quantity.test(said)))
    return false;
  const tokens = said.match(/[\p{L}']+|\d+/gu) ?? [];
  const single = tokens.filter((token) => !/^\d{2,}$/.test(token));
  return single.length >= 3 || tokens.some((token) => ohs.has(token.toLowerCase()));
}

/** Groups as telephone numbers are read; a number of another length stays in one piece. */
function grouped(digits: string): string {
  const shapes: readonly (readonly [RegExp, readonly number[]])[] = [
    [/^\d{7}$/, [3, 4]],
    [/^\d{16}$/, [4, 4, 4, 4]],
    [/^02\d{9}$/, [3, 4, 4]],
    [/^0\d{10}$/, [5, 6]],
    [/^1\d{10}$/, [1, 3, 3, 4]],
    [/^[2-9]\d{9}$/, [3, 3, 4]],
  ];
  const [, sizes] = shapes.find(([shape]) => shape.test(digits)) ?? [null, [digits.length]];
  let at = 0;
  return sizes.map((size) => digits.slice(at, (at += size))).join(" ");
}
