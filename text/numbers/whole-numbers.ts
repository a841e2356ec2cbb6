import { spokenNumbers, type SpokenNumber } from "./spoken-digits.ts";
import { withoutAddresses } from "./without-addresses.ts";

/** A part longer than this is a number of its own: recognisers write the pauses of a dictated one as full stops. */
const longestPart = 5;

/** ISO/IEC 7812. */
const longestCard = 19;
const cardLengths: ReadonlySet<number> = new Set([15, 16]);

/** Beyond, somebody counts, or means us harm: it is not looked at how it might be split. */
const longestRun = 64;

/** South Africa's. It has as many digits as a phone number with a few before it. */
const longestId = 13;

/** Beyond, two numbers were said without a pause. */
const longestNumber = 15;

/**
 * The numbers of a text, each one whole: parts that punctuation broke apart joined, and one that
 * was said twice in a row taken apart.
 *
 * @param isPhone whether digits alone are a phone number: such a one is whole, and nothing is added to it
 */
export function wholeNumbers(
  text: string,
  isPhone: (digits: string) => boolean,
): readonly SpokenNumber[] {
  const numbers: SpokenNumber[] = [];
  for (const next of spokenNumbers(withoutAddresses(text)).flatMap((one) =>
    apart(text, one, isPhone),
  )) {
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
  if (other.digits.startsWith("+")) return false;
  if (!/^[\s.,;:()/-]*$/.test(gap)) return amidTalk(gap, one, other, isPhone);
  if (one.quantity || other.quantity || beginsAnew(one, other, isPhone)) return false;
  if (one.digits.length + other.digits.length > 19 || ofSomething.test(text.slice(other.end)))
    return false;
  // `MC-2203. 03 7010 1470`: a reference ends where the sentence does.
  const reference = /\p{L}[-/]?$/u.test(text.slice(Math.max(0, one.start - 2), one.start));
  const sentence = /[.?!]\s/.test(gap) && other.digits.length > longestPart;
  if (reference && /[.?!]/.test(gap)) return false;
  return (
    !isPhone(one.digits) &&
    !(isPhone(other.digits) && (sentence || one.digits.length > longestPart))
  );
}

/** "Oh eight one. Thirty-eight dollars": a quantity. */
const ofSomething =
  /^\s+(?:dollars?|pounds?|euros?|bucks|quid|rand|rupees|cents|pence|per ?cent|o'clock|hours?|days?|weeks?|months?|years?|people)\b/i;

/**
 * "Area code three one two, got that, five five five, oh one four seven": parts of one number, with
 * nothing said between.
 */
const talk =
  /^\W*(?:(?:yes|yeah|yep|ok|okay|right|um|uh|er|erm|then|and|got|that|that's|it|like|so|followed|by|the|rest|is|area|code)\b\W*){1,4}$/i;

function amidTalk(
  gap: string,
  one: SpokenNumber,
  other: SpokenNumber,
  isPhone: (digits: string) => boolean,
): boolean {
  if (one.quantity || other.quantity || one.digits.length < 3 || !talk.test(gap)) return false;
  // "555 0168, area code 514": that belongs before it.
  if (one.digits.length >= longestPart && /\barea\b/i.test(gap)) return false;
  return !isPhone(one.digits) && !isPhone(other.digits) && isPhone(one.digits + other.digits);
}

/** "oh one six three two 960717 01632 960717" is one number said twice. */
function apart(
  text: string,
  number: SpokenNumber,
  isPhone: (digits: string) => boolean,
): readonly SpokenNumber[] {
  if (number.digits.length <= longestNumber) return [...beforePhone(text, number, isPhone)];
  if (number.digits.length > longestRun) return [number];
  const said = text.slice(number.start, number.end);
  const splits = [...said.matchAll(/[\s,]+/g)].flatMap(({ index }) => {
    const [one] = spokenNumbers(said.slice(0, index));
    const [other] = spokenNumbers(said.slice(index));
    if (!one || !other) return [];
    // A card's sixteen digits, and its date said right after.
    const card = number.digits.length > longestCard && cardLengths.has(one.digits.length);
    if (!card && !(isPhone(one.digits) && isPhone(other.digits))) return [];
    return [
      [
        { ...one, start: number.start + one.start, end: number.start + one.end },
        { ...other, start: number.start + index + other.start, end: number.end },
      ] as const,
    ];
  });
  return splits.find(([one, other]) => one.digits === other.digits) ?? splits[0] ?? [number];
}

/**
 * What a slip, a correction or a flat's number leaves before a whole number: "two double eight oh
 * one six three two 960288".
 */
const longestSlip = 5;

/** Shorter than a card's. */
const longestWithSlip = 14;

/** Fewer digits hold no whole phone number and something before it. */
const fewestWithSlip = 8;

/** A phone number that is whole, where it would be none with what stands before it. */
function beginsAnew(
  slip: SpokenNumber,
  whole: SpokenNumber,
  isPhone: (digits: string) => boolean,
): boolean {
  return (
    slip.digits.length <= longestSlip &&
    slip.digits.length + whole.digits.length <= longestWithSlip &&
    isPhone(whole.digits) &&
    (!isPhone(slip.digits + whole.digits) || atSix.test(`${slip.digits} ${whole.digits}`))
  );
}

/** "I'm at work till six, oh one one seven ...": no country's code has one digit, but for 1 and 7. */
const atSix = /^[2-689] 0/;

function beforePhone(
  text: string,
  number: SpokenNumber,
  isPhone: (digits: string) => boolean,
): readonly SpokenNumber[] {
  if (number.digits.length > longestWithSlip || number.digits.length < fewestWithSlip)
    return [number];
  if (isPhone(number.digits) && !/^[2-689]0/.test(number.digits)) return [number];
  const said = text.slice(number.start, number.end);
  const splits = [...said.matchAll(/[\s,]+/g)].flatMap(({ index }) => {
    const [slip] = spokenNumbers(said.slice(0, index));
    const [whole] = spokenNumbers(said.slice(index));
    if (!slip || !whole || !beginsAnew(slip, whole, isPhone)) return [];
    const pauses = said[index] === ",";
    if (!pauses && (isPhone(number.digits) || number.digits.length === longestId)) return [];
    return [
      [
        { ...slip, start: number.start + slip.start, end: number.start + slip.end },
        { ...whole, start: number.start + index + whole.start, end: number.end },
      ] as const,
    ];
  });
  // A leading zero is where most countries' numbers begin.
  return splits.find(([, whole]) => whole.digits.startsWith("0")) ?? splits[0] ?? [number];
}
