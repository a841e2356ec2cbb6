import type { Verdict } from "../../domain/verdict.ts";
import type { SpokenNumber } from "../numbers/spoken-digits.ts";
import { wholeNumbers } from "../numbers/whole-numbers.ts";
import type { Message } from "./analyzer.ts";
import {
  amidTalk,
  areaCodeAfter,
  asked,
  correction,
  disowned,
  endAgain,
  inFront,
  inHouse,
  lettered,
  notTheirs,
  otherKind,
  preferred,
  preferredAfter,
  told,
  wasOld,
  whereItIs,
} from "./callback-words.ts";
import { locate } from "./locate.ts";
import { isHome, isNorthAmerican, isPhone, nearby, toE164 } from "./phone-number.ts";

/** Fewer digits are no phone number with its area code. */
const fewestDigits = 7;
const mostDigits = 15;

/** How far back the words that explain a number stand. */
const contextCharacters = 70;

/** How far what is said behind a number is looked at. */
const afterCharacters = 60;

/** Numbers as they are meant: an end that was corrected in its place, an area code that was said behind. */
function callable(text: string, country: string | null): readonly SpokenNumber[] {
  const numbers = overTalk(
    text,
    wholeNumbers(text, (digits) => isPhone(digits, country)),
    country,
  );
  return numbers.map((one, index) => {
    const again = numbers[index + 1];
    if (!again || again.quantity) return one;
    const gap = text.slice(one.end, again.start);
    const isArea =
      areaCodeAfter.test(gap) || (gap.length < 40 && inFront.test(text.slice(again.end)));
    const digits = isArea ? again.digits + one.digits : withEnd(one, again, gap);
    return digits !== null && isPhone(digits, country)
      ? { digits, start: one.start, end: again.end }
      : one;
  });

  function withEnd(one: SpokenNumber, again: SpokenNumber, gap: string): string | null {
    const end = once(again.digits);
    if (end.length > 6 || end.length < 2) return null;
    return isPhone(one.digits, country) && endAgain.test(gap)
      ? one.digits.slice(0, -end.length) + end
      : null;
  }
}

/** "Oh one three one, obviously that's Edinburgh, and then four nine six ...", "eight one six. Down, Duke! Five five five ..." */
function overTalk(
  text: string,
  numbers: readonly SpokenNumber[],
  country: string | null,
): readonly SpokenNumber[] {
  const joined: SpokenNumber[] = [];
  for (let at = 0; at < numbers.length;) {
    const [one, whole] = [numbers[at], inParts(at)];
    if (one) joined.push(whole ? { ...one, ...whole.number } : one);
    at = (whole?.last ?? at) + 1;
  }
  return joined;

  /** The number that begins here, as far as its parts make one. */
  function inParts(
    from: number,
  ): { readonly number: Pick<SpokenNumber, "digits" | "end">; readonly last: number } | null {
    let whole: ReturnType<typeof inParts> = null;
    let digits = numbers[from]?.digits ?? "";
    if (numbers[from]?.quantity || !areaCode.test(digits)) return null;
    if (inHouse.test(text.slice(0, numbers[from]?.start))) return null;
    for (let last = from + 1; last <= from + mostParts; last++) {
      const [before, part] = [numbers[last - 1], numbers[last]];
      if (!before || !part || part.quantity || isPhone(part.digits, country)) break;
      if (!amidTalk.test(text.slice(before.end, part.start))) break;
      const end = isDialled(digits + once(part.digits)) ? once(part.digits) : part.digits;
      digits += end;
      if (!digits.startsWith("0") && digits.length !== 6 && digits.length !== 10) break;
      if (isDialled(digits)) whole = { number: { digits, end: part.end }, last };
    }
    return whole;
  }

  /** With the zero that is dialled before an area code, or with ten digits where there is none. */
  function isDialled(digits: string): boolean {
    if (!isPhone(digits, country)) return false;
    if (!digits.startsWith("0")) return digits.length === 10 && isNorthAmerican(country);
    return toE164(digits, country) === toE164(digits.slice(1), country);
  }
}

/** How a number begins that was said in parts: with a zero, or with three digits in North America. */
const areaCode = /^(?:0\d{1,7}|[2-9]\d\d(?:[2-9]\d\d)?)$/;
const mostParts = 4;

/** "Two five. Two five at the end." */
function once(digits: string): string {
  const half = digits.slice(0, digits.length / 2);
  return half + half === digits ? half : digits;
}

interface Candidate {
  readonly number: string;
  readonly spoken: SpokenNumber;
  readonly score: number;
}

/** The number on which the caller wants to be reached. */
export function findCallback({
  text,
  segments,
  country,
  calledFrom,
}: Omit<Message, "contactName">): Verdict["callback"] {
  let best: Candidate | null = null;
  const refused = new Set<string>();
  for (const spoken of callable(text, country)) {
    const next = refused.has(spoken.digits) ? null : candidate(text, spoken, calledFrom, country);
    if (!next) {
      refused.add(spoken.digits);
      continue;
    }
    const between = best ? text.slice(best.spoken.end, spoken.start) : "";
    const corrects =
      best !== null &&
      ((between.length < 60 && correction.test(between)) || isAnotherTry(best.spoken, spoken));
    if (!best || corrects || next.score > best.score) best = next;
  }
  if (!best) return null;
  const { number, spoken } = best;
  return { number, evidence: locate(text, segments, spoken.start, spoken.end) };
}

/** The same beginning and length, with another end: a number said again that was wrong before. */
function isAnotherTry(one: SpokenNumber, other: SpokenNumber): boolean {
  return (
    one.digits.length === other.digits.length &&
    one.digits !== other.digits &&
    one.digits.slice(0, sameBeginning) === other.digits.slice(0, sameBeginning)
  );
}

const sameBeginning = 6;

function candidate(
  text: string,
  spoken: SpokenNumber,
  calledFrom: string | null,
  country: string | null,
): Candidate | null {
  const { digits, start, end, quantity } = spoken;
  const count = digits.replace("+", "").length;
  if (quantity || count < fewestDigits || count > mostDigits) return null;
  // What was removed explains what follows it no more: "my account number's [bank account removed]. 0151 496 0109".
  const around = text.slice(Math.max(0, start - contextCharacters), start);
  const before = around.slice(around.lastIndexOf("]") + 1);
  const after = text.slice(end, end + afterCharacters);
  const wish = asked.test(before) ? 3 : told.test(before) || whereItIs.test(after) ? 2 : 1;
  const near = wish > 1 && !lettered.test(before) ? nearby(digits, calledFrom, country) : null;
  const number = near ?? toE164(digits, country);
  if (number === null || (near === null && !isPhone(digits, country) && !isHome(digits, country)))
    return null;
  // "You need the code, it's 0044 ...": no order begins like that.
  const kind = /^(?:\+|00)/.test(digits) ? before.replace(/\bcode\b/i, "") : before;
  if (otherKind.test(kind) || (notTheirs.test(before) && !wasOld.test(before))) return null;
  if (disowned.test(after)) return null;
  const score =
    (near !== null || isHome(digits, country) || /^(?:\+|00)/.test(digits) ? 2 : 0) +
    wish +
    (preferred.test(before) ? 1 : 0) +
    (preferredAfter.test(after) ? 2 : 0);
  return { number, spoken, score };
}
