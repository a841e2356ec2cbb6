import type { Embedder } from "./embedder.ts";
import { withoutNumbers } from "./without-numbers.ts";
import { termVector, type TermVector, type Vocabulary } from "./words.ts";

/** A sentence, or a clause where people speak without full stops. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A text, or a part of it, as the heads see it. */
export interface Features {
  /** What it means as a whole, and its sentences on average. */
  readonly dense: readonly number[];
  readonly terms: TermVector;
}

export interface TextFeatures extends Features {
  /** Each sentence by itself, to find the one that decided. */
  readonly sentences: readonly (Features & { readonly sentence: Sentence })[];
}

/** The encoder reads so many letters of a text, and so many of its sentences: a voicemail has said its business by then. */
const mostLetters = 1_500;
const mostSentences = 16;

const boundary = /(?<=[.!?])\s+|,\s+(?=\w+ \w+ \w+)|(?<!\s)\s+(?=(?:but|and|so|because)\s)/g;

/** A text in sentences, or in clauses where people speak without full stops. */
export function sentencesOf(text: string): readonly Sentence[] {
  const cuts = [...text.matchAll(boundary)].map(({ 0: gap, index }) => [index, index + gap.length]);
  const sentences: Sentence[] = [];
  let start = 0;
  for (const [end = 0, next = 0] of [...cuts, [text.length, text.length]]) {
    const sentence = text.slice(start, end);
    if (sentence.trim().length > 3) sentences.push({ text: sentence, start, end });
    start = next;
  }
  return sentences;
}

/** @throws when the encoder does not load */
export async function featuresOf(
  text: string,
  vocabulary: Vocabulary,
  embedder: Embedder,
): Promise<TextFeatures> {
  const sentences = sentencesOf(text).slice(0, mostSentences);
  const plain = withoutNumbers(text);
  const said = sentences.map((sentence) => withoutNumbers(sentence.text));
  const [whole = [], ...each] = await embedder.embed([plain.slice(0, mostLetters), ...said]);
  const mean = whole.map(
    (value, index) => each.reduce((sum, one) => sum + (one[index] ?? 0), 0) / each.length || value,
  );
  return {
    dense: [...whole, ...mean],
    terms: termVector(plain, vocabulary),
    sentences: sentences.flatMap((sentence, index) => {
      const vector = each[index];
      const terms = termVector(said[index] ?? "", vocabulary);
      return vector ? [{ sentence, dense: [...vector, ...vector], terms }] : [];
    }),
  };
}
