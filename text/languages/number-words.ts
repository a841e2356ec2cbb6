import { fold } from "./fold.ts";
import type { KnownLanguage, Language, NumberWords } from "./load-languages.ts";

/** What a language's words of numbers stand for. */
export interface Vocabulary {
  /** Below a hundred, and hundreds said in one word; several words are joined by a blank. */
  readonly values: ReadonlyMap<string, number>;
  readonly hundred: ReadonlySet<string>;
  readonly thousand: ReadonlySet<string>;
  readonly and: ReadonlySet<string>;
  readonly repeat: ReadonlyMap<string, number>;
  readonly plus: ReadonlySet<string>;
  /** The most words of one value. */
  readonly longest: number;
  /** Takes what is written in one apart: "neunzehnhundert". A word that is no number stays whole. */
  readonly split: (word: string) => readonly string[];
}

/** A number below a million, or a digit more than once. */
export interface NumberWord {
  readonly digits: string;
  /** How many pieces it took. */
  readonly used: number;
  /** Said with hundreds or thousands. */
  readonly quantity?: true;
}

const vocabularies = new Map<KnownLanguage, Vocabulary>();

/** A language's words of numbers, made ready once. */
export function vocabularyOf({ code, numbers }: Language): Vocabulary {
  const known = vocabularies.get(code) ?? toVocabulary(numbers);
  vocabularies.set(code, known);
  return known;
}

const foldAll = (words: readonly string[]): string[] => words.map(fold);

function toVocabulary(numbers: NumberWords): Vocabulary {
  const values = new Map(valuesOf(numbers).map(([word, value]) => [fold(word), value]));
  const [hundred, thousand] = [
    new Set(foldAll(numbers.hundred)),
    new Set(foldAll(numbers.thousand)),
  ];
  const parts = new Set(
    [...values.keys(), ...hundred, ...thousand, ...foldAll(numbers.and)].filter(
      (word) => !word.includes(" "),
    ),
  );
  return {
    values,
    hundred,
    thousand,
    and: new Set(foldAll(numbers.and)),
    repeat: new Map(Object.entries(numbers.repeat).map(([word, times]) => [fold(word), times])),
    plus: new Set(foldAll(numbers.plus)),
    longest: Math.max(...[...values.keys()].map((word) => word.split(" ").length)),
    split: (word) => (parts.has(word) || word.length > longestWord ? [word] : apart(word, parts)),
  };
}

/** Every number below a hundred, as the language puts it together. */
function valuesOf({
  style,
  units,
  teens,
  tens,
  and,
  also,
  ordinal,
}: NumberWords): [string, number][] {
  const small = [...units, ...teens].map((word, value): [string, number] => [word, value]);
  const [joint = ""] = and;
  // Of the Swiss and Belgian tens the French table has one more.
  const worth =
    style === "french" ? [20, 30, 40, 50, 60, 70, 80, 90] : tens.map((_, at) => at * 10 + 20);
  const round = tens.map((word, at): [string, number] => [word, worth[at] ?? 0]);
  const composed = round.flatMap(([ten, value]) =>
    units.slice(1).flatMap((unit, at): [string, number][] => {
      const sum = value + at + 1;
      const stem = /^(?:uno|otto)$/.test(unit) ? ten.slice(0, -1) : ten;
      switch (style) {
        case "units-first": {
          const one = unit === "eins" ? "ein" : unit;
          return [
            `${one}${joint}${ten}`,
            `${one} ${joint} ${ten}`,
            `${one}${joint} ${ten}`,
            `${one} ${joint}${ten}`,
          ].map((word) => [word, sum]);
        }
        case "tens-first":
          return [
            [`${stem}${unit}`, sum],
            [`${ten} ${unit}`, sum],
          ];
        case "tens-and":
          return [[`${ten} ${joint} ${unit}`, sum]];
        case "french":
          return [
            [`${ten} ${unit}`, sum],
            [`${ten} ${joint} ${unit}`, sum],
          ];
      }
    }),
  );
  const score = style === "french" ? frenchScores(units, teens) : [];
  const counted = [...small, ...round, ...composed, ...score, ...Object.entries(also)];
  const ordinals = ordinal.flatMap((ending) =>
    [...small, ...round, ...composed].map(([word, value]): [string, number] => [
      `${word}${ending}`,
      value,
    ]),
  );
  return [...ordinals, ...counted];
}

/** "Soixante-dix-sept", "quatre-vingt-douze". */
function frenchScores(units: readonly string[], teens: readonly string[]): [string, number][] {
  const eighty = ["quatre vingt", "quatre vingts"];
  return [
    ...teens.flatMap((word, at): [string, number][] => [
      [`soixante ${word}`, 70 + at],
      [`soixante et ${word}`, 70 + at],
      [`quatre vingt ${word}`, 90 + at],
    ]),
    ...eighty.map((word): [string, number] => [word, 80]),
    ...units.slice(1).map((word, at): [string, number] => [`quatre vingt ${word}`, 81 + at]),
  ];
}

/** Longer than any number below a million in one word. */
const longestWord = 60;

/**
 * The parts of a compound, the longest first; the word itself where it is none. What shares a
 * letter is said with it once: "centottanta".
 */
function apart(word: string, parts: ReadonlySet<string>): readonly string[] {
  const dead = new Set<number>();
  const from = (at: number): readonly string[] | null => {
    if (at === word.length) return [];
    if (dead.has(at)) return null;
    for (let end = word.length; end > at; end--) {
      const rest = parts.has(word.slice(at, end)) ? from(end) : null;
      if (rest) return [word.slice(at, end), ...rest];
    }
    dead.add(at);
    return null;
  };
  return from(0) ?? [word];
}

interface Said {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Reads the number with which some pieces begin; null where none does. */
export function readNumberWord(
  pieces: readonly Said[],
  words: Vocabulary,
  folded: string,
): NumberWord | null {
  const [first, second] = pieces;
  if (!first) return null;
  if (first.word === "+" || (words.plus.has(first.word) && startsNumber(second, words))) {
    return startsNumber(second, words) ? { digits: "+", used: 1 } : null;
  }
  if (/^\d+$/.test(first.word)) return { digits: first.word, used: 1 };
  const times = words.repeat.get(first.word);
  if (times !== undefined) {
    const digit = words.values.get(second?.word ?? "") ?? Number(second?.word ?? "x");
    return digit >= 0 && digit < 10 ? { digits: String(digit).repeat(times), used: 2 } : null;
  }
  return readCardinal(unbroken(pieces, folded), words);
}

function startsNumber(piece: Said | undefined, words: Vocabulary): boolean {
  return piece !== undefined && (/^\d/.test(piece.word) || words.values.has(piece.word));
}

/** The words before the next pause: "vingt, trois" are two numbers. */
function unbroken(pieces: readonly Said[], folded: string): readonly string[] {
  const end = pieces.findIndex(({ start }, at) => {
    const before = pieces[at - 1];
    return before !== undefined && !/^[\s-]{0,3}$/.test(folded.slice(before.end, start));
  });
  return (end < 0 ? pieces : pieces.slice(0, end)).map(({ word }) => word);
}

function readCardinal(said: readonly string[], words: Vocabulary): NumberWord | null {
  const small = below(said, 0, words);
  let used = small?.used ?? 0;
  let value = small?.value ?? 1;
  let total = 0;
  let scaled = (small?.value ?? 0) >= 100;
  if (words.hundred.has(said[used] ?? "")) {
    const rest = added(said, used + 1, words);
    value = value * 100 + rest.value;
    used += 1 + rest.used;
    scaled = true;
  } else if (scaled) {
    const rest = added(said, used, words);
    value += rest.value;
    used += rest.used;
  }
  if (words.thousand.has(said[used] ?? "")) {
    total = value * 1_000;
    const rest = readCardinal(said.slice(used + 1), words);
    const and = rest ? 0 : Number(words.and.has(said[used + 1] ?? ""));
    const behind = rest ?? (and ? readCardinal(said.slice(used + 2), words) : null);
    const fits = behind !== null && behind.digits.length <= 3 && !behind.digits.startsWith("0");
    value = total + (fits ? Number(behind.digits) : 0);
    used += 1 + (fits ? behind.used + and : 0);
    scaled = true;
  }
  if (used === 0) return null;
  return { digits: String(value), used, ...(scaled ? { quantity: true } : {}) };
}

/** What is added to hundreds: "novecientos sesenta y seis", "novecentos e sessenta". */
function added(
  said: readonly string[],
  from: number,
  words: Vocabulary,
): { value: number; used: number } {
  const direct = below(said, from, words);
  if (direct && direct.value > 0 && direct.value < 100) return direct;
  if (!words.and.has(said[from] ?? "")) return { value: 0, used: 0 };
  const behind = below(said, from + 1, words);
  return behind && behind.value > 0 && behind.value < 100
    ? { value: behind.value, used: behind.used + 1 }
    : { value: 0, used: 0 };
}

/** The longest value that begins here. */
function below(
  said: readonly string[],
  from: number,
  words: Vocabulary,
): { value: number; used: number } | null {
  for (let used = Math.min(words.longest, said.length - from); used > 0; used--) {
    const value = words.values.get(said.slice(from, from + used).join(" "));
    if (value !== undefined) return { value, used };
  }
  return null;
}
