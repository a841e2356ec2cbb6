import type { Intent } from "../../domain/voicemail/verdict.ts";
import { isEnglishWord } from "../../text/english-words.ts";
import { fold } from "../../text/languages/fold.ts";
import { wordsIn } from "../../text/languages/language-of.ts";
import { languages, wordsOf, type Language } from "../../text/languages/load-languages.ts";
import type { Span } from "../../text/windows.ts";
import { dangersKnown, type Danger } from "./danger-tables.ts";

/** A danger, at the words that decided, in one of the languages of the tables. */
export interface FoundDanger extends Span {
  readonly language: string;
  readonly level: 4 | 5;
  readonly topic: string;
  readonly intent: Intent;
}

/** A short word of a language: else its table is not asked. */
const fewestWords = 0.5;

/** So far before a danger stands what makes it none, in letters. */
const conditionReach = 48;
const negationReach = 24;
const afterReach = 60;

/** A clause is quoted whole where it is short. */
const quotable = 70;

/**
 * The dangers of a text that have come true, the gravest first: neither denied nor past, and each
 * in its own language.
 */
export function dangersIn(text: string): readonly FoundDanger[] {
  const folded = fold(text);
  const words = wordsOf(text);
  const spoken = languages()
    .map((language) => ({ language, words: wordsIn(words, language.code).own }))
    .toSorted((one, other) => other.words - one.words);
  const main = spoken[0]?.language ?? null;
  return spoken
    .filter((one) => one.words >= fewestWords)
    .flatMap(({ language }) => dangersOf(language, folded, main))
    .toSorted((one, other) => other.level - one.level || one.start - other.start);
}

function dangersOf(language: Language, folded: string, main: Language | null): FoundDanger[] {
  const back = takenBackAt(folded, language);
  return dangersKnown(language.code).flatMap((danger) =>
    [...folded.matchAll(new RegExp(danger.pattern, "g"))]
      .map(({ 0: said, index }) => ({ start: index, end: index + said.length }))
      .filter(({ start }) => back < start)
      .filter((place) => isReal(folded, place, danger, language, main))
      .map((place) => {
        const { level, topic, intent } = danger;
        return { language: language.code, level, topic, intent, ...wholeClause(folded, place) };
      }),
  );
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function isReal(
  folded: string,
  place: Place,
  danger: Danger,
  language: Language,
  main: Language | null,
): boolean {
  const { start, end } = place;
  const to = sentenceEnd(folded, end);
  if (!isIn(folded.slice(sentenceStart(folded, start), to), place, folded, language, main)) {
    return false;
  }
  const clause = folded.slice(clauseStart(folded, start), start);
  if (language.unreal.test(clause.slice(-conditionReach))) return false;
  const after = folded.slice(end, Math.min(to, end + afterReach));
  if (!danger.denies && language.negation.test(clause.slice(-negationReach))) return false;
  if (!danger.denies && isDenied(after, language)) return false;
  return !isPast(after.split(",")[0] ?? "", language);
}

/** Whether a sentence is in a language rather than in English or in the one that most of the text is in. */
function isIn(
  sentence: string,
  { start, end }: Place,
  folded: string,
  language: Language,
  main: Language | null,
): boolean {
  const { own, english } = wordsIn(sentence, language.code);
  const said = wordsOf(folded.slice(start, end)).filter((word) => !isEnglishWord(word)).length;
  if (own === 0 || own + said < english) return false;
  return main === null || main === language || own >= wordsIn(sentence, main.code).own;
}

/** "Es brennt nicht": right behind, or one word further. */
function isDenied(after: string, { negationAfter, numbers: { and } }: Language): boolean {
  const found = negationAfter.exec(after);
  if (!found) return false;
  const before = after.slice(0, found.index);
  const words = wordsOf(before);
  return words.length < 2 && !before.includes(",") && !and.includes(words[0] ?? "");
}

/** "... el año pasado": a few words behind. */
function isPast(after: string, { unrealAfter }: Language): boolean {
  const found = unrealAfter.exec(after);
  return found !== null && found.index < afterWords;
}

/** A few words. */
const afterWords = 28;

const sentenceEnds = /[.?!;]\s/g;

function sentenceStart(folded: string, at: number): number {
  const from = Math.max(0, at - longestSentence);
  return from + ends(folded.slice(from, at), sentenceEnds);
}

function clauseStart(folded: string, at: number): number {
  const from = Math.max(0, at - longestSentence);
  return from + ends(folded.slice(from, at), /[.?!;:,]\s|\s-\s/g);
}

function sentenceEnd(folded: string, at: number): number {
  const after = folded.slice(at, at + longestSentence);
  const end = after.search(/[.?!;](?:\s|$)/);
  return at + (end < 0 ? after.length : end);
}

/** Recognisers leave out full stops. */
const longestSentence = 160;

/** Where the last end lies, 0 where there is none. */
function ends(text: string, pattern: RegExp): number {
  const last = [...text.matchAll(pattern)].at(-1);
  return last ? last.index + last[0].length : 0;
}

/**
 * Where the caller last says that it is mended, or was no danger: "è tornata", but not "non è
 * tornata"; -1 where nowhere.
 */
function takenBackAt(folded: string, { takenBack, negation }: Language): number {
  const said = [...folded.matchAll(new RegExp(takenBack, "g"))].filter(
    ({ index }) => !negation.test(folded.slice(Math.max(0, index - oneWord), index)),
  );
  return said.at(-1)?.index ?? -1;
}

const oneWord = 8;

function wholeClause(folded: string, { start, end }: Place): Place {
  const from = clauseStart(folded, start);
  const behind = folded.slice(end).search(/[.?!;,]/);
  const to = behind < 0 ? folded.length : end + behind;
  return to - from <= quotable ? { start: from, end: to } : { start, end };
}
