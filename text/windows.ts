/** A place in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Up to here a text is taken whole: five minutes of speech have less. */
const longestWhole = 6_000;

/**
 * So much of a longer one is looked at together, and so much before and behind it: more than any
 * number or announcement reaches.
 */
const windowLetters = 3_000;
const aroundLetters = 600;

/** How far before its limit a piece may end, to end where a sentence does. */
const cutWithin = 1_000;

/**
 * Finds places in a text, in windows where it is long: the time of one window has a bound, and so
 * the time of all grows as the text does. What lies across the edge of two windows is found in
 * both: whoever takes the places drops, or joins, those that overlap.
 *
 * @param find looks at a part of the text by itself
 */
export function inWindows<Found extends Span>(
  text: string,
  find: (part: string) => readonly Found[],
): readonly Found[] {
  if (text.length <= longestWhole) return find(text);
  let start = 0;
  return piecesOf(text, windowLetters).flatMap((piece) => {
    const end = start + piece.length;
    const from = start === 0 ? 0 : start - lastPiece(text.slice(0, start), aroundLetters).length;
    const found = find(text.slice(from, end + aroundLetters))
      .map((one) => ({ ...one, start: one.start + from, end: one.end + from }))
      .filter((one) => one.end > start && one.start < end);
    start = end;
    return found;
  });
}

/** The places that begin behind the end of every earlier one. */
export function apart<Found extends Span>(places: readonly Found[]): readonly Found[] {
  let end = 0;
  return places.filter((one) => {
    const isApart = one.start >= end;
    end = Math.max(end, one.end);
    return isApart;
  });
}

/** A text in pieces of bounded length that give it again when joined, cut where a sentence ends if one does. */
export function piecesOf(text: string, most: number = longestWhole): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += pieces.at(-1)?.length ?? 0) {
    pieces.push(beginningOf(text.slice(at), most));
  }
  return pieces;
}

/** The first of its pieces. */
function beginningOf(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, cutOf(text.slice(0, most)));
}

/** Where sentences end, else between two words that are no digits, else at a blank. */
const cuts = [/[.?!]\s+(?=\p{L}{2})/gu, /(?<=\p{L}{4,12})\s+(?=\p{L}{4})/gu, /\s+/g];

function cutOf(text: string): number {
  const from = Math.max(1, text.length - cutWithin);
  for (const cut of cuts) {
    const last = [...text.slice(from).matchAll(cut)].at(-1);
    if (last) return from + last.index + last[0].length;
  }
  return text.length;
}

/** The end of a text, about as long as asked for, from the beginning of a word on. */
function lastPiece(text: string, letters: number): string {
  const end = text.slice(-letters);
  const word = end.search(/\s/);
  return word < 0 || word > letters / 2 ? end : end.slice(word);
}
