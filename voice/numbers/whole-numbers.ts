import { spokenNumbers, type SpokenNumber } from "./spoken-digits.ts";

/** A part longer than this is a number of its own: recognisers write the pauses of a dictated one as full stops. */
const longestPart = 5;

/** ISO/IEC 7812. */
const longestCard = 19;
const cardLengths: ReadonlySet<number> = new Set([15, 16]);

/** Beyond, two numbers were said without a pause. */
const longestNumber = 15;

/**
 * The numbers of a text, each one whole: parts that punctuation broke apart joined, and one that was said twice in a row taken apart.
 *
 * @param isPhone whether digits alone are a phone number: such a one is whole, and nothing is added to it
 */
export function wholeNumbers(
  text: string,
  isPhone: (digits: string) => boolean,
): readonly SpokenNumber[] {
  const numbers: SpokenNumber[] = [];
  for (const next of spokenNumbers(text).flatMap((one) => apart(text, one, isPhone))) {
    const last = numbers.at(-1);
    if (last && belong(text, last, next, isPhone)) {
      numbers[numbers.length - 1] = {
        digits: last.digits + next.digits,
        start: last.start,
        end: next.end,
      };
    } else numbers.push(next);
  }
  return numbers;
}

function belong(
  text: string,
  one: SpokenNumber,
  other: SpokenNumber,
  isPhone: (digits: string) => boolean,
): boolean {
  const gap = text.slice(one.end, other.start);
  if (!/^[\s.,;:()/-]*$/.test(gap) || other.digits.startsWith("+")) return false;
  if (one.digits.length + other.digits.length > 19) return false;
  // `MC-2203. 03 7010 1470`: a reference ends where the sentence does.
  const reference = /\p{L}[-/]?$/u.test(text.slice(0, one.start));
  const sentence = /[.?!]\s/.test(gap) && other.digits.length > longestPart;
  if (reference && /[.?!]/.test(gap)) return false;
  return (
    !isPhone(one.digits) &&
    !(isPhone(other.digits) && (sentence || one.digits.length > longestPart))
  );
}

/** "oh one six three two 960717 01632 960717" is one number said twice. */
function apart(
  text: string,
  number: SpokenNumber,
  isPhone: (digits: string) => boolean,
): readonly SpokenNumber[] {
  if (number.digits.length <= longestNumber) return [number];
  const said = text.slice(number.start, number.end);
  for (const { index } of said.matchAll(/[\s,]+/g)) {
    const [one] = spokenNumbers(said.slice(0, index));
    const [other] = spokenNumbers(said.slice(index));
    // A card's sixteen digits, and its date said right after.
    const card = number.digits.length > longestCard && cardLengths.has(one?.digits.length ?? 0);
    if (one && other && (card || (isPhone(one.digits) && isPhone(other.digits)))) {
      return [
        { ...one, start: number.start + one.start, end: number.start + one.end },
        { ...other, start: number.start + index + other.start, end: number.end },
      ];
    }
  }
  return [number];
}
