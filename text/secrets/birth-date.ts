import type { Span } from "../windows.ts";
import { everyMatch } from "../every-match.ts";
import { spokenNumbers } from "../numbers/spoken-digits.ts";
import { otherNumber } from "./announced.ts";
import {
  aParty,
  dayWords,
  longAgo,
  monthNamed,
  ofAnimal,
  otherGroups,
  right,
  saidDates,
  yearSaid,
} from "./birth-words.ts";
import { isBirthYear, isDateDigits, isDayAndMonth, splits } from "./date-digits.ts";
import type { Secret } from "./secret.ts";

/**
 * A date as it is written with its three numbers, standing alone: in a longer run of groups it is
 * part of another number.
 */
const written =
  /(?<![\d+][/.-]?)(\d{1,4})([/.-])(\d{1,2})\2(\d{2}|\d{4})(?!\d)(?![/.-]\d)(?![/.-][A-Z])/g;

/** What announces a date of birth, and what may only tell of a birth or a party. */
const announced =
  /\b(?:(date of birth|d\.?o\.?b\b\.?|d o b\b|birth ?date)|(birth ?day(?:'s)?)|born)\b/gi;

/** How far behind such words a date is looked for, in letters. */
const reach = 60;

/** "My birthday is", not "for my birthday on". */
const isTold = /^(?:'s\b|\W)*(?:(?:is|was|it's|that's)\b|$)/i;
interface FoundDate extends Span {
  /** It needs no words to be one. */
  readonly old: boolean;
}

/** Dates of birth that were said or written as dates: by the words before them, or by how long ago they are. */
export function birthDates(text: string): Secret[] {
  return [...writtenDates(text), ...datesBehind(text)]
    .filter((span) => span.old || isAnnounced(text, span))
    .map(({ start, end }) => ({ kind: "date of birth", start, end }));
}

function writtenDates(text: string): FoundDate[] {
  const numbers = [...text.matchAll(written)]
    .filter(([, one = "", , other = "", year = ""]) => isWhole(one, other, year))
    .map(({ 0: said, 4: year = "", index }) => ({
      start: index,
      end: index + said.length,
      old: isOld(said, year) && !otherGroups().test(text.slice(Math.max(0, index - 40), index)),
    }));
  const named = [...text.matchAll(longAgo())].map(({ 0: said, index }) => ({
    start: index,
    end: index + said.length,
    old: true,
  }));
  return [...numbers, ...named];
}

/** Dates in words, behind words of birth. */
function datesBehind(text: string): FoundDate[] {
  const words = [...text.matchAll(announced)];
  return words.flatMap(({ 0: birth, index: from }, at) => {
    const begins = from + birth.length;
    const behind = text.slice(
      begins,
      Math.min(begins + 2 * reach, words[at + 1]?.index ?? Infinity),
    );
    return datesIn(behind).map(({ start, end }) => ({
      start: begins + start,
      end: begins + end,
      old: false,
    }));
  });
}

function datesIn(words: string): { readonly start: number; readonly end: number }[] {
  return saidDates().flatMap((pattern) =>
    everyMatch(words, pattern)
      .filter(([said]) => readsAsDate(said))
      .map(({ 0: said, index }) => ({ start: index, end: index + said.length })),
  );
}

/** Letters of the longest words of birth. */
const longestWords = 14;

function isAnnounced(text: string, { start, end }: FoundDate): boolean {
  const before = text.slice(Math.max(0, start - reach - longestWords), start);
  const last = everyMatch(before, announced).at(-1);
  if (!last) return false;
  const [words, strong, party] = last;
  const kind = strong === undefined ? (party === undefined ? "born" : "birthday") : "date of birth";
  const around = text.slice(Math.max(0, start - 2 * reach), end + reach);
  if (kind === "born" && ofAnimal().test(before.slice(0, last.index))) return false;
  const between = before.slice(last.index + words.length);
  return tells(kind, between, text.slice(start, end), around);
}

/** Whether what stands between such words and a date leaves it theirs. */
function tells(kind: string, between: string, said: string, around: string): boolean {
  if (between.length > reach || otherNumber().test(between)) return false;
  if (kind === "date of birth") return true;
  if (hasBirthYear(said)) return /^[^?!]*$/.test(between);
  if (!right().test(between)) return false;
  return kind === "born" || (isTold.test(between) && !aParty().test(around));
}

/**
 * Whether digits that were said behind words of birth are a date of birth: a whole date, or a year in the past.
 *
 * @param words that announce it; "born" and "birthday" want more than "date of birth", in any language, does
 */
export function isBirthDate(words: string, between: string, digits: string): boolean {
  if (datesIn(between).length > 0) return false;
  const year = digits.length === 4 && isBirthYear(digits);
  if (!/^(?:birth ?day|born)/i.test(words)) {
    return year || isDateDigits(digits) || (digits.length === 4 && splits(digits));
  }
  if (!right().test(between)) return year && /\b(?:in|of|year)\W*$/i.test(between);
  return year || (isDateDigits(digits) && !isClock(digits));
}

/** "Born at 4 30". */
function isClock(digits: string): boolean {
  return digits.length === 4 && Number(digits.slice(0, 2)) < 24 && Number(digits.slice(2)) < 60;
}

function isWhole(one: string, other: string, year: string): boolean {
  if (one.length === 4) return isBirthYear(one) && isDayAndMonth(other, year);
  return one.length < 3 && isDayAndMonth(one, other) && isBirthYear(year);
}

/** A year of the last century, or of the first years of this one. */
function isOld(said: string, year: string): boolean {
  return /^19\d\d\D/.test(said) || /^(?:19\d\d|200\d|[3-8]\d)$/.test(year);
}

function hasBirthYear(said: string): boolean {
  return yearSaid().test(said) || /[/.-]\d\d$/.test(said);
}

const countable = /\b(?!(?:the|of|and)\b)[a-z\d']+/gi;
/** A month with a day or a year, two ordinals, or day, month and year as numbers. */
function readsAsDate(said: string): boolean {
  const words = (said.match(countable) ?? []).length;
  if (monthNamed().test(said)) return words > 1;
  const ordinals = (said.match(dayWords()) ?? []).length;
  if (ordinals > 1 || (ordinals === 1 && words > 2)) return true;
  return isDateDigits(
    spokenNumbers(said)
      .map(({ digits }) => digits)
      .join(""),
  );
}
