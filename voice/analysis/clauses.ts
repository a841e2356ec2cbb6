/** A clause of a message, with its place in the text. */
export interface Clause {
  readonly start: number;
  readonly text: string;
}

/** Where one thought ends: recognisers punctuate badly, so conjunctions count as well. */
const boundary =
  /[.?!;]+\s*|,\s+(?=(?:but|so|and|because|although|however|i|we|it|he|she|they|there|the|my|please|otherwise)\b)|\s+(?=(?:but|because|although|however|otherwise)\b)/gi;

export function clausesOf(text: string): readonly Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  for (const match of text.matchAll(boundary)) {
    const end = match.index + match[0].length;
    if (end > start) clauses.push({ start, text: text.slice(start, end) });
    start = end;
  }
  if (start < text.length) clauses.push({ start, text: text.slice(start) });
  return clauses;
}

/** The clause that holds a position. */
export function clauseAt(clauses: readonly Clause[], position: number): Clause | null {
  return (
    clauses.findLast(({ start, text }) => position >= start && position < start + text.length) ??
    null
  );
}
