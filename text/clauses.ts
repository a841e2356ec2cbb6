import { piecesOf } from "./windows.ts";

/** A clause of a message, with its place in the text. */
export interface Clause {
  readonly start: number;
  readonly text: string;
}

/** Where one thought ends: recognisers punctuate badly, so conjunctions count as well. */
const boundary =
  /[.?!;]+\s*|,\s+(?=(?:but|so|and|because|although|however|i|we|it|he|she|they|there|the|my|please|otherwise)\b)|(?<!\s)\s+(?=(?:but|because|although|however|otherwise)\b)/gi;

/**
 * Nobody thinks one thought for longer: where a recogniser writes no full stops, an "if" does not
 * reach further either.
 */
const longestClause = 400;

/** The clauses of a text in order; joined they give it again. */
export function clausesOf(text: string): readonly Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  const add = (end: number): void => {
    for (const piece of piecesOf(text.slice(start, end), longestClause)) {
      clauses.push({ start, text: piece });
      start += piece.length;
    }
  };
  for (const match of text.matchAll(boundary)) add(match.index + match[0].length);
  add(text.length);
  return clauses;
}

/** The clause that holds a position. */
export function clauseAt(clauses: readonly Clause[], position: number): Clause | null {
  let [from, to] = [0, clauses.length];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if ((clauses[middle]?.start ?? Infinity) <= position) from = middle;
    else to = middle;
  }
  const clause = clauses[from];
  return clause && position >= clause.start && position < clause.start + clause.text.length
    ? clause
    : null;
}
