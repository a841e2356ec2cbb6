import { spokenNumbers } from "./spoken-digits.ts";

/** Fewer digits in a row are a quantity or a slip, not a number that somebody dictates. */
const fewestDigits = 4;

/** What makes a number a quantity or a date, to be left as it was said: "twenty five", "two hundred". */
const quantity =
  /\b(?:ten|eleven|twelve|\w+teen|twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)\b/i;

/**
 * Writes numbers that were dictated digit by digit as people write them: "five five five oh one double four" becomes
 * "555 0144". Also puts right what a recogniser makes of them, "zero to zero" for 020. Quantities stay as they are.
 */
export function writeNumbers(text: string): string {
  let written = "";
  let at = 0;
  for (const { digits, start, end } of spokenNumbers(text)) {
    if (!isDictated(text.slice(start, end), digits)) continue;
    written += text.slice(at, start) + grouped(digits);
    at = end;
  }
  return written + text.slice(at);
}

function isDictated(said: string, digits: string): boolean {
  if (digits.replace("+", "").length < fewestDigits || quantity.test(said)) return false;
  const tokens = said.match(/[\p{L}']+|\d+/gu) ?? [];
  const single = tokens.filter((token) => !/^\d{2,}$/.test(token));
  return single.length >= 3;
}

/** Groups as telephone numbers are read; a number of another length stays in one piece. */
function grouped(digits: string): string {
  const shapes: readonly (readonly [RegExp, readonly number[]])[] = [
    [/^\d{7}$/, [3, 4]],
    [/^02\d{9}$/, [3, 4, 4]],
    [/^0\d{10}$/, [5, 6]],
    [/^1\d{10}$/, [1, 3, 3, 4]],
    [/^[2-9]\d{9}$/, [3, 3, 4]],
  ];
  const [, sizes] = shapes.find(([shape]) => shape.test(digits)) ?? [null, [digits.length]];
  let at = 0;
  return sizes.map((size) => digits.slice(at, (at += size))).join(" ");
}
