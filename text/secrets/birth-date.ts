import { everyMatch } from "../every-match.ts";
import { spokenNumbers } from "../numbers/spoken-digits.ts";
import { otherNumber } from "./announced.ts";
import { isBirthYear, isDateDigits, isDayAndMonth, splits } from "./date-digits.ts";
import type { Secret } from "./secret.ts";

const month =
  "(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\b\\.?";
const unit = "(?:one|two|three|four|five|six|seven|eight|nine)";
/** "3 weeks", "20 people": how many of something, no day. */
const ofSomething =
  "(?![\\s-]+(?:weeks?|months?|days?|hours?|minutes?|years?|people|guests|kids|children|adults|of us|pounds?|lbs?|oun\\w+|kilos?|dollars?|euros?|quid|o'clock|[ap]\\.?m\\b|street|road|avenue|lane))";
const word = `(?:'?\\d{1,4}(?:st|nd|rd|th)?|the|of|oh?|and|hundred|thousand|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]{3,6}teenth|twentieth|thirtieth|thirty|twenty|${unit}|ten|eleven|twelve|[a-z]{3,5}teen|[a-z]{3,5}ty)(?:-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|${unit}))?(?![\\w-])`;
const day = word + ofSomething;
const ordinal =
  "(?:\\d{1,2}(?:st|nd|rd|th)?|(?:twenty|thirty)?[\\s-]?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|[a-z]{3,6}teenth|twentieth|thirtieth)";
const lastCentury = `(?:19\\d{2}|nineteen[\\s-][a-z]+(?:[\\s-]${unit})?)`;

/** A date as it is written with its three numbers, standing alone: in a longer run of groups it is part of another number. */
const written =
  /(?<![\d+][/.-]?)(\d{1,4})([/.-])(\d{1,2})\2(\d{2}|\d{4})(?!\d)(?![/.-]\d)(?![/.-][A-Z])/g;

/** With a month's name, or day and month as two numbers of which one is an ordinal: "the third of the fourth nineteen eighty two". */
const gap = "[\\s,-]+(?:(?:slash|stroke|dash)[\\s,]+)?";
const saidDates = [
  new RegExp(`\\b(?:${day}${gap}){0,5}?${month}(?:${gap}${day}){0,7}`, "gi"),
  new RegExp(`\\b(?:${day}${gap}){2,8}${day}`, "gi"),
];

/** So far back that it can only be a birth: "19 July 1984". */
const longAgo = new RegExp(
  `\\b(?:${ordinal}(?: day)?(?: of)?[\\s-]${month}|${month}[\\s-](?:the )?${ordinal}),?[\\s-]${lastCentury}\\b`,
  "gi",
);

/** What announces a date of birth, and what may only tell of a birth or a party. */
const announced =
  /\b(?:(date of birth|d\.?o\.?b\b\.?|d o b\b|birth ?date)|(birth ?day(?:'s)?)|born)\b/gi;

/** How far behind such words a date is looked for, in letters. */
const reach = 60;

/** Nothing but this stands between "born" and its date where no year tells. */
const right =
  /^(?:\W|\b(?:is|was|on|in|it's|that's|the|um|uh|er|of|back|early|late|spring|summer|autumn|fall|winter|year|his|her|my|actually|being)\b)*$/i;

/** "My birthday is", not "for my birthday on". */
const isTold = /^(?:'s\b|\W)*(?:(?:is|was|it's|that's)\b|$)/i;
const aParty =
  /\b(?:party|parties|book(?:ing)?|table|cakes?|gifts?|presents?|flowers|roses|bouquet|deliver\w*|parcel|celebrat\w+|hall|venue|meal|dinner|lunch|tickets?|guests|room|order\w*|turning|vouchers?|balloons|by then|in time)\b/i;

/** Three numbers with points or strokes between are these as well. */
const otherGroups =
  /\b(?:version|release|firmware|build|sizes?|scores?|measur\w+|dimensions?|tyres?|tires?|ratio|part|lot|batch|model|serial|ref(?:erence)?|order|ticket|policy|claim|booking|invoice|case|job|docket|sku|item|catalogue|article|code|since|installed|bought|purchased|dated|built|fitted|made|manufactured|founded|from|until|till|to|check(?:ed)? (?:in|out))(?: (?:number|no\.?|code|of|on|in|is|was|the|are|sizes?))*(?:'s|:|,)?\s*$/i;

interface Span {
  readonly start: number;
  readonly end: number;
  /** It needs no words to be one. */
  readonly old: boolean;
}

/** Dates of birth that were said or written as dates: by the words before them, or by how long ago they are. */
export function birthDates(text: string): Secret[] {
  return [...writtenDates(text), ...datesBehind(text)]
    .filter((span) => span.old || isAnnounced(text, span))
    .map(({ start, end }) => ({ kind: "date of birth", start, end }));
}

function writtenDates(text: string): Span[] {
  const numbers = [...text.matchAll(written)]
    .filter(([, one = "", , other = "", year = ""]) => isWhole(one, other, year))
    .map(({ 0: said, 4: year = "", index }) => ({
      start: index,
      end: index + said.length,
      old: isOld(said, year) && !otherGroups.test(text.slice(Math.max(0, index - 40), index)),
    }));
  const named = [...text.matchAll(longAgo)].map(({ 0: said, index }) => ({
    start: index,
    end: index + said.length,
    old: true,
  }));
  return [...numbers, ...named];
}

/** Dates in words, behind words of birth. */
function datesBehind(text: string): Span[] {
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
  return saidDates.flatMap((pattern) =>
    everyMatch(words, pattern)
      .filter(([said]) => readsAsDate(said))
      .map(({ 0: said, index }) => ({ start: index, end: index + said.length })),
  );
}

/** Letters of the longest words of birth. */
const longestWords = 14;

function isAnnounced(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, start - reach - longestWords), start);
  const last = everyMatch(before, announced).at(-1);
  if (!last) return false;
  const [words, strong, party] = last;
  const kind = strong === undefined ? (party === undefined ? "born" : "birthday") : "date of birth";
  const around = text.slice(Math.max(0, start - 2 * reach), end + reach);
  const between = before.slice(last.index + words.length);
  return tells(kind, between, text.slice(start, end), around);
}

/** Whether what stands between such words and a date leaves it theirs. */
function tells(kind: string, between: string, said: string, around: string): boolean {
  if (between.length > reach || otherNumber.test(between)) return false;
  if (kind === "date of birth") return true;
  if (hasBirthYear(said)) return /^[^?!]*$/.test(between);
  if (!right.test(between)) return false;
  return kind === "born" || (isTold.test(between) && !aParty.test(around));
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
  if (!right.test(between)) return year && /\b(?:in|of|year)\W*$/i.test(between);
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

const yearSaid = new RegExp(
  `\\b(?:19\\d\\d|20[012]\\d|'\\d\\d|(?:nineteen|twenty)[\\s-](?:oh|[a-z]+t[yh]|[a-z]+teen|ten|eleven|twelve)|two thousand|[3-9]\\d$|(?:thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\\s-]${unit})?$)`,
  "i",
);

function hasBirthYear(said: string): boolean {
  return yearSaid.test(said) || /[/.-]\d\d$/.test(said);
}

const dayWords = new RegExp(
  `\\b(?:\\d{1,2}(?:st|nd|rd|th)|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]+teenth|twentieth|thirtieth)(?![a-z]))`,
  "gi",
);
const countable = /\b(?!(?:the|of|and)\b)[a-z\d']+/gi;
const monthNamed = new RegExp(`\\b${month}`, "i");

/** A month with a day or a year, two ordinals, or day, month and year as numbers. */
function readsAsDate(said: string): boolean {
  const words = (said.match(countable) ?? []).length;
  if (monthNamed.test(said)) return words > 1;
  const ordinals = (said.match(dayWords) ?? []).length;
  if (ordinals > 1 || (ordinals === 1 && words > 2)) return true;
  return isDateDigits(
    spokenNumbers(said)
      .map(({ digits }) => digits)
      .join(""),
  );
}
