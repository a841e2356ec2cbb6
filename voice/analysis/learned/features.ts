import { mendSlips } from "../slips.ts";
import type { Embedder } from "./embedder.ts";
import { sentencesOf, type Sentence } from "./sentences.ts";
import { withoutNumbers } from "./without-numbers.ts";
import { termVector, type TermVector, type Vocabulary } from "./words.ts";

/** A text, or a part of it, as the heads see it. */
export interface Features {
  /** What it means: of a text as a whole and its sentences on average; of a sentence the same twice; of a passage once. */
  readonly dense: readonly number[];
  readonly terms: TermVector;
}

/** A sentence, or two that stand side by side. */
export interface Passage extends Features {
  readonly start: number;
  readonly end: number;
}

export interface TextFeatures extends Features {
  /** Each sentence by itself, to find the one that decided. */
  readonly sentences: readonly (Features & { readonly sentence: Sentence })[];
  /** Each sentence, and each with the next: what is said in one must not be lost among the others. */
  readonly passages: readonly Passage[];
}

/** A longer text is read by its sentences alone: the encoder's time grows with the square of what it reads at once. */
const mostLetters = 600;

/** So many sentences are some ten minutes of speech, and take the encoder half a second. */
const mostSentences = 120;

/**
 * @param worth of a sentence: of a very long text the encoder reads those that are worth most
 * @throws when the encoder does not load
 */
export async function featuresOf(
  text: string,
  vocabulary: Vocabulary,
  embedder: Embedder,
  worth: (one: Pick<Features, "terms">) => number = () => 0,
): Promise<TextFeatures> {
  const plain = asRead(text);
  const all = sentencesOf(text).map((sentence) => {
    const said = asRead(sentence.text);
    return { sentence, said, terms: termVector(said, vocabulary) };
  });
  const read = mostWorth(all, worth);
  const atOnce =
    plain.length <= mostLetters || read.length === 0 ? [plain.slice(0, mostLetters)] : [];
  const vectors = await embedder.embed([...atOnce, ...read.map(({ said }) => said)]);
  const each = vectors.slice(atOnce.length);
  const mean = meanOf(each.length > 0 ? each : vectors);
  const whole = (atOnce.length > 0 ? vectors[0] : undefined) ?? mean;
  const sentences = read.flatMap((one, index) => {
    const vector = each[index];
    return vector ? [{ ...one, vector, dense: [...vector, ...vector] }] : [];
  });
  return {
    dense: [...whole, ...mean],
    terms: termVector(plain, vocabulary),
    sentences,
    passages: sentences.flatMap((one, index) => {
      const { sentence, vector, terms } = one;
      const single = { start: sentence.start, end: sentence.end, dense: vector, terms };
      const next = sentences[index + 1];
      if (!next || !isNext(text, sentence, next.sentence)) return [single];
      const pair = {
        start: sentence.start,
        end: next.sentence.end,
        dense: vector.map((value, at) => (value + (next.vector[at] ?? 0)) / 2),
        terms: termVector(`${one.said} ${next.said}`, vocabulary),
      };
      return [single, pair];
    }),
  };
}

function meanOf(vectors: readonly (readonly number[])[]): readonly number[] {
  return (vectors[0] ?? []).map(
    (_, at) => vectors.reduce((sum, one) => sum + (one[at] ?? 0), 0) / vectors.length,
  );
}

/** Nothing but a gap stands between. */
function isNext(text: string, one: Sentence, other: Sentence): boolean {
  return text.slice(one.end, other.start).trim().length <= 2;
}

/** All, or of a long text those that are worth most, in their order. */
function mostWorth<One>(all: readonly One[], worth: (one: One) => number): readonly One[] {
  if (all.length <= mostSentences) return all;
  return all
    .map((one, index) => ({ one, index, is: worth(one) }))
    .toSorted((a, b) => b.is - a.is)
    .slice(0, mostSentences)
    .toSorted((a, b) => a.index - b.index)
    .map(({ one }) => one);
}

/** As it was meant, and without what tells nothing. */
export const asRead = (text: string): string => withoutNumbers(spokenCase(mendSlips(text).text));

/** A text in capitals says the same: the encoder tells letters apart by their case. */
function spokenCase(text: string): string {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const small = text.match(/\p{Ll}/gu)?.length ?? 0;
  return capitals > small * 2 ? text.toLowerCase() : text;
}
