import type { Category, UrgencyLevel } from "../../../domain/verdict.ts";
import type { Embedder } from "./embedder.ts";

/** What the rules alone make of a text: the heads learn when to believe them. */
export interface Ruled {
  readonly level: UrgencyLevel;
  readonly category: Category;
  /** -1 to 1. */
  readonly sentiment: number;
}

/** A sentence, or a clause where people speak without full stops. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A text as the heads see it. */
export interface Features {
  readonly whole: readonly number[];
  /** Each sentence by itself, to find the one that decided. */
  readonly sentences: readonly {
    readonly sentence: Sentence;
    readonly vector: readonly number[];
  }[];
}

/** The encoder reads so many letters of a text, and so many of its sentences: a voicemail has said its business by then. */
const mostLetters = 1_500;
const mostSentences = 16;

const categories: readonly Category[] = [
  "genuine",
  "spam",
  "robocall",
  "wrong_number",
  "accidental",
];

const boundary = /(?<=[.!?])\s+|,\s+(?=\w+ \w+ \w+)|\s+(?=(?:but|and|so|because)\s)/g;

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

export async function featuresOf(
  text: string,
  ruled: Ruled,
  embedder: Embedder,
): Promise<Features> {
  const sentences = sentencesOf(text).slice(0, mostSentences);
  const [whole = [], ...each] = await embedder.embed([
    text.slice(0, mostLetters),
    ...sentences.map((sentence) => sentence.text),
  ]);
  return {
    whole: combine(whole, each.length > 0 ? each : [whole], ruled),
    sentences: sentences.flatMap((sentence, index) => {
      const vector = each[index];
      return vector ? [{ sentence, vector: combine(vector, [vector], silent) }] : [];
    }),
  };
}

const silent: Ruled = { level: 1, category: "genuine", sentiment: 0 };

function combine(
  whole: readonly number[],
  sentences: readonly (readonly number[])[],
  { level, category, sentiment }: Ruled,
): readonly number[] {
  const mean = whole.map(
    (_, index) => sentences.reduce((sum, one) => sum + (one[index] ?? 0), 0) / sentences.length,
  );
  const most = whole.map((_, index) => Math.max(...sentences.map((one) => one[index] ?? 0)) / 2);
  const levels = [1, 2, 3, 4, 5].map((one) => Number(one === level));
  const kinds = categories.map((one) => Number(one === category));
  return [...whole, ...mean, ...most, ...levels, ...kinds, sentiment];
}
