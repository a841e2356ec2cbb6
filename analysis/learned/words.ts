/** Words, pairs of words and pieces of words that were seen in several texts, with how rare they are. */
export type Vocabulary = ReadonlyMap<string, Term>;

/** A term of the vocabulary: its place among the weights of a head, and how much it tells. */
export interface Term {
  readonly index: number;
  /** Inverse document frequency. */
  readonly rarity: number;
}

/** What a text has of a vocabulary: the term's index and its weight. */
export type TermVector = readonly (readonly [index: number, weight: number])[];

/** The length of either part of a vector: that of a sentence vector is 1, and words tell a little more. */
const length = 1.5;

/** Letters of a piece. Pieces know a word in its other forms, and through a recogniser's slips. */
const pieceLetters = [4, 5] as const;

/** Pieces are marked, words are not. */
const mark = "~";

/** In how many texts a term was seen at least. */
const fewestTexts = { word: 2, pair: 3, piece: 6 } as const;

function wordsOf(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replaceAll(/\d/g, "0")
      .match(/[a-z0']+/g) ?? []
  );
}

function wordTerms(words: readonly string[]): readonly string[] {
  return [...words, ...words.slice(1).map((word, index) => `${words[index] ?? ""} ${word}`)];
}

function pieceTerms(words: readonly string[]): readonly string[] {
  return words.flatMap((word) => {
    const padded = ` ${word} `;
    return pieceLetters.flatMap((size) =>
      padded.length <= size
        ? [`${mark}${padded}`]
        : Array.from(
            { length: padded.length - size + 1 },
            (_, at) => `${mark}${padded.slice(at, at + size)}`,
          ),
    );
  });
}

/**
 * Words and pairs of words, and pieces of words, each part weighed by rarity and brought to the
 * same length, so that a long text weighs no more.
 */
export function termVector(text: string, vocabulary: Vocabulary): TermVector {
  const words = wordsOf(text);
  return [wordTerms(words), pieceTerms(words)].flatMap((terms) => weighed(terms, vocabulary));
}

function weighed(terms: readonly string[], vocabulary: Vocabulary): TermVector {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const known = [...counts].flatMap(([term, count]) => {
    const found = vocabulary.get(term);
    return found ? [[found.index, (1 + Math.log(count)) * found.rarity] as const] : [];
  });
  const norm = Math.sqrt(known.reduce((sum, [, weight]) => sum + weight ** 2, 0)) || 1;
  return known.map(([index, weight]) => [index, (weight / norm) * length]);
}

/** The vocabulary of texts. */
export function vocabularyOf(texts: readonly string[]): Vocabulary {
  const documents = new Map<string, number>();
  for (const text of texts) {
    const words = wordsOf(text);
    for (const term of new Set([...wordTerms(words), ...pieceTerms(words)])) {
      documents.set(term, (documents.get(term) ?? 0) + 1);
    }
  }
  const shared = [...documents]
    .filter(([term, count]) => count >= fewestTexts[kindOf(term)])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    shared.map(([term, count], index) => [
      term,
      { index, rarity: Math.log((1 + texts.length) / (1 + count)) + 1 },
    ]),
  );
}

function kindOf(term: string): keyof typeof fewestTexts {
  if (term.startsWith(mark)) return "piece";
  return term.includes(" ") ? "pair" : "word";
}
