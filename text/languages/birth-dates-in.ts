import type { Secret } from "../secrets/secret.ts";
import type { Language } from "./load-languages.ts";
import { vocabularyOf, type Vocabulary } from "./number-words.ts";

/** "Ist der", "es el", a place between: so many words before the date itself. */
const wordsBetween = 5;
const longestDate = 16;

/** What may stand between the words of a date. */
const between = /^[\s,.:;()/-]{0,3}$/;

const kind = "date of birth";

/**
 * Dates of birth, as words of birth announce them: "né le 3 mai 1952", "geboren am dritten Mai
 * neunzehnhundertzweiundfünfzig".
 */
export function birthDatesIn(folded: string, language: Language): readonly Secret[] {
  const words = vocabularyOf(language);
  const announced: Secret[] = [];
  for (const { 0: said, index } of folded.matchAll(new RegExp(language.birth, "g"))) {
    const date =
      dateAt(folded, index + said.length, language, words) ??
      dateBefore(folded, index, language, words);
    if (date && index >= (announced.at(-1)?.end ?? 0)) announced.push(date);
  }
  const months = [...language.months].join("|");
  // So far back that it can only be a birth.
  const old = new RegExp(
    `\\b\\d{1,2}(?:er|\\.|o)?\\s(?:de\\s)?(?:${months})\\s(?:de\\s|del\\s)?19\\d\\d\\b`,
    "g",
  );
  const plain = [...folded.matchAll(old)].map(({ 0: said, index }) => ({
    kind,
    start: index,
    end: index + said.length,
  }));
  return [...announced, ...plain];
}

interface Date {
  start: number;
  end: number;
  numbers: number;
  named: boolean;
}

/** "Am zwölften Januar neunzehnhundertachtundfünfzig geboren." */
const dateReach = 80;

function dateBefore(
  folded: string,
  to: number,
  language: Language,
  words: Vocabulary,
): Secret | null {
  const from = Math.max(0, to - dateReach);
  const before = folded.slice(from, to);
  for (const { 0: token, index } of before.matchAll(/\d+|\p{L}+/gu)) {
    const what = kindOf(token, language, words);
    if (what === null || what === "filler") continue;
    const date = dateAt(before, index, language, words);
    if (date && date.end >= before.trimEnd().length) {
      return { kind, start: from + date.start, end: from + date.end };
    }
  }
  return null;
}

function dateAt(
  folded: string,
  from: number,
  language: Language,
  words: Vocabulary,
): Secret | null {
  const rest = folded.slice(from, from + 140);
  let date: Date | null = null;
  let skipped = 0;
  let last = 0;
  for (const { 0: token, index } of rest.matchAll(/\d+(?:[./-]\d+)*|\p{L}+/gu)) {
    if (!between.test(rest.slice(last, index)) || last > rest.length) break;
    last = index + token.length;
    const what = kindOf(token, language, words);
    if (what === "filler") continue;
    if (what === null) {
      if (date !== null || ++skipped > wordsBetween) break;
      continue;
    }
    date ??= { start: index, end: index, numbers: 0, named: false };
    date.end = last;
    date.numbers += what === "month" ? 0 : 1;
    date.named ||= what !== "number";
    if (date.numbers > longestDate || what === "year") break;
  }
  if (!date || !(date.named || date.numbers > 1)) return null;
  return { kind, start: from + date.start, end: from + date.end };
}

function kindOf(
  token: string,
  { months, dateWords }: Language,
  words: Vocabulary,
): "number" | "month" | "year" | "date" | "filler" | null {
  if (/^\d/.test(token)) {
    if (/^(?:19|20)\d\d$/.test(token)) return "year";
    return /[./-]/.test(token) ? (/\d{4}$/.test(token) ? "year" : "date") : "number";
  }
  if (months.has(token)) return "month";
  const parts = words.split(token);
  const isNumber = parts.every(
    (part) => words.values.has(part) || words.hundred.has(part) || words.thousand.has(part),
  );
  if (isNumber || parts.length > 1) return "number";
  return dateWords.has(token) || words.and.has(token) || /^(?:er|o|a|ten|te|ste)$/.test(token)
    ? "filler"
    : null;
}
