import type { Verdict } from "../../domain/voicemail/verdict.ts";
import type { SpokenNumber } from "../../text/numbers/spoken-digits.ts";
import { apart, inWindows } from "../../text/windows.ts";
import type { Message } from "../analyzer.ts";
import { callableNumbers } from "./callable-numbers.ts";
import {
  asked,
  correction,
  disowned,
  lettered,
  notTheirs,
  onDisplay,
  otherKind,
  preferred,
  preferredAfter,
  mentioned,
  wasOld,
  whereItIs,
} from "./callback-words.ts";
import { locate } from "../../text/locate.ts";
import { isHome, isPhone, nearby, toE164 } from "../../text/phone/phone-number.ts";
import { isOfPart, isRightBehindThing } from "../../text/secrets/named-things.ts";
import { isSomeoneElses } from "./someone-elses.ts";
import { isOfCountry, placesFor, placesOf } from "../../text/phone/places.ts";

/** Fewer digits are no phone number with its area code. */
const fewestDigits = 7;
const mostDigits = 15;

/** How far back the words that explain a number stand. */
const contextCharacters = 70;

/** And those that say whose it is. */
const sentenceCharacters = 140;

/** How far what is said behind a number is looked at. */
const afterCharacters = 60;

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
  const places = placesOf(country, calledFrom);
  const numbers = inWindows(text, (part) => callableNumbers(part, places));
  for (const spoken of apart(numbers)) {
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
  if (!best) {
    const another = [...refused].some((digits) => isPhone(digits, places));
    return another ? shownNumber({ text, segments, country, calledFrom }) : null;
  }
  const { number, spoken } = best;
  return { number, evidence: locate(text, segments, spoken.start, spoken.end) };
}

/** "The plumber's is ... Ring me on the number I'm calling from": that one is said to be meant, if not which it is. */
function shownNumber({
  text,
  segments,
  country,
  calledFrom,
}: Omit<Message, "contactName">): Verdict["callback"] {
  const said = onDisplay.exec(text);
  const number = said && calledFrom !== null ? toE164(calledFrom, placesOf(country)) : null;
  if (!said || number === null) return null;
  return { number, evidence: locate(text, segments, said.index, said.index + said[0].length) };
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
  const around = text.slice(Math.max(0, start - sentenceCharacters), start);
  const sentence = around.slice(around.lastIndexOf("]") + 1);
  const before = sentence.slice(-contextCharacters);
  const after = text.slice(end, end + afterCharacters);
  const wish = asked.test(before) ? 3 : mentioned.test(before) || whereItIs.test(after) ? 2 : 1;
  const near = wish > 1 && !lettered.test(before) ? nearby(digits, calledFrom, country) : null;
  const places = placesFor(sentence, placesOf(country, calledFrom));
  const number = near ?? toE164(digits, places);
  if (number === null || (near === null && !isPhone(digits, places) && !isHome(digits, places)))
    return null;
  // "You need the code, it's 0044 ...": no order begins like that.
  const kind = /^(?:\+|00)/.test(digits) ? before.replace(/\bcode\b/i, "") : before;
  if (otherKind().test(kind) || (notTheirs().test(before) && !wasOld.test(before))) return null;
  if (disowned().test(after) || isSomeoneElses(sentence, after)) return null;
  if (/[A-Z]$/.test(before)) return null;
  if (isRightBehindThing(before) && !isOfCountry(before)) return null;
  if (wish === 1 && isOfPart(before, after)) return null;
  const score =
    (near !== null || isHome(digits, places) || /^(?:\+|00)/.test(digits) ? 2 : 0) +
    wish +
    (preferred.test(before) ? 1 : 0) +
    (preferredAfter.test(after) ? 2 : 0);
  return { number, spoken, score };
}
