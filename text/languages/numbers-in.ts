import type { SpokenNumber } from "../numbers/spoken-digits.ts";
import { fold } from "./fold.ts";
import type { Language } from "./load-languages.ts";
import { readNumberWord, vocabularyOf, type NumberWord } from "./number-words.ts";

/** A piece of a number: what was said between two pauses of the writer. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly word: string;
}

/** Longer ones are two numbers, when punctuation stands between. */
const longestPart = 5;

/** What may stand between the parts of a number. */
const pause = /^[\s.,;:()/-]{0,4}$/;

/** The numbers of a text as one says them in a language, digits and words alike, each as one run. */
export function numbersIn(text: string, language: Language): readonly SpokenNumber[] {
  const folded = fold(text);
  const words = vocabularyOf(language);
  const pieces = [...folded.matchAll(/\+|\d+|\p{L}+/gu)].flatMap(({ 0: word, index }): Piece[] =>
    words.split(word).map((part) => ({ word: part, start: index, end: index + word.length })),
  );
  const numbers: SpokenNumber[] = [];
  for (let at = 0; at < pieces.length;) {
    const read = readNumberWord(pieces.slice(at, at + longestNumberWord), words, folded);
    const first = pieces[at];
    const last = read && pieces[at + read.used - 1];
    if (!read || !first || !last) {
      at++;
      continue;
    }
    addTo(numbers, { ...read, start: first.start, end: last.end }, folded);
    at += read.used;
  }
  return numbers.map(saidOnce);
}

/** "Sept mille neuf cent quatre vingt dix neuf". */
const longestNumberWord = 12;

function addTo(
  numbers: SpokenNumber[],
  next: NumberWord & { readonly start: number; readonly end: number },
  folded: string,
): void {
  const last = numbers.at(-1);
  const gap = last ? folded.slice(last.end, next.start) : "";
  const sentence =
    /[.?!]\s/.test(gap) && Math.max(last?.digits.length ?? 0, next.digits.length) > longestPart;
  const goesOn =
    last !== undefined &&
    pause.test(gap) &&
    !sentence &&
    !next.digits.startsWith("+") &&
    last.digits.length < longestRun;
  const { digits, start, end, quantity } = next;
  if (goesOn) {
    numbers[numbers.length - 1] = { digits: last.digits + digits, start: last.start, end };
  } else numbers.push({ digits, start, end, ...(quantity ? { quantity } : {}) });
}

/** Beyond, somebody counts. */
const longestRun = 40;

/** "06 12 34 56 78, 06 12 34 56 78": the same again in one breath. */
function saidOnce(number: SpokenNumber): SpokenNumber {
  const half = number.digits.slice(0, number.digits.length / 2);
  return half.length > longestPart && half + half === number.digits
    ? { ...number, digits: half }
    : number;
}
