/** Words and pairs of words that were seen in more than one text, with how rare they are. */
export type Vocabulary = ReadonlyMap<string, Word>;

export interface Word {
  readonly index: number;
  /** Inverse document frequency. */
  readonly rarity: number;
}

/** What a text has of a vocabulary: the word's index and its weight. */
export type WordVector = readonly (readonly [index: number, weight: number])[];

/** The length of every word vector: that of a sentence vector is 1, and words tell a little more. */
const length = 1.5;

/** Words and pairs, in lower case, each digit as 0. */
function termsOf(text: string): readonly string[] {
  const words =
    text
      .toLowerCase()
      .replaceAll(/\d/g, "0")
      .match(/[a-z0']+/g) ?? [];
  return [...words, ...words.slice(1).map((word, index) => `${words[index] ?? ""} ${word}`)];
}

export function wordVector(text: string, vocabulary: Vocabulary): WordVector {
  const counts = new Map<string, number>();
  for (const term of termsOf(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const known = [...counts].flatMap(([term, count]) => {
    const word = vocabulary.get(term);
    return word ? [[word.index, (1 + Math.log(count)) * word.rarity] as const] : [];
  });
  const norm = Math.sqrt(known.reduce((sum, [, weight]) => sum + weight ** 2, 0)) || 1;
  return known.map(([index, weight]) => [index, (weight / norm) * length]);
}

/** The vocabulary of texts: words that stand in two of them or more, pairs in three. */
export function vocabularyOf(texts: readonly string[]): Vocabulary {
  const documents = new Map<string, number>();
  for (const text of texts) {
    for (const term of new Set(termsOf(text))) documents.set(term, (documents.get(term) ?? 0) + 1);
  }
  const shared = [...documents]
    .filter(([term, count]) => count > (term.includes(" ") ? 2 : 1))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    shared.map(([term, count], index) => [
      term,
      { index, rarity: Math.log((1 + texts.length) / (1 + count)) + 1 },
    ]),
  );
}
