import { asRead } from "./as-read.ts";
import type { Embedder } from "./embedder.ts";
import { sentencesOf, type Sentence } from "./sentences.ts";
import { termVector, type TermVector, type Vocabulary } from "./words.ts";

/** A text, or a part of it, as the heads see it. */
export interface Features {
  /** What it means: of a text as a whole and its sentences on average; of a sentence the same twice. */
  readonly dense: readonly number[];
  readonly terms: TermVector;
}

export interface TextFeatures extends Features {
  /** Each sentence by itself, to find the one that decided. */
  readonly sentences: readonly (Features & { readonly sentence: Sentence })[];
}

/** A longer text is read by its sentences alone: the encoder's time grows with the square of what it reads at once. */
const mostLetters = 600;

/** Of its sentences so many are read: what they mean together hardly changes with more. */
const mostSentences = 24;

/** @throws when the encoder does not load */
export async function featuresOf(
  text: string,
  vocabulary: Vocabulary,
  embedder: Embedder,
): Promise<TextFeatures> {
  const plain = asRead(text);
  const all = sentencesOf(text).map((sentence) => {
    const said = asRead(sentence.text);
    return { sentence, said, terms: termVector(said, vocabulary) };
  });
  const read = evenly(all, mostSentences);
  const atOnce =
    plain.length <= mostLetters || read.length === 0 ? [plain.slice(0, mostLetters)] : [];
  const vectors = await embedder.embed([...atOnce, ...read.map(({ said }) => said)]);
  const each = vectors.slice(atOnce.length);
  const mean = meanOf(each.length > 0 ? each : vectors);
  const whole = (atOnce.length > 0 ? vectors[0] : undefined) ?? mean;
  const sentences = read.flatMap((one, index) => {
    const vector = each[index];
    return vector ? [{ ...one, dense: [...vector, ...vector] }] : [];
  });
  return {
    dense: [...whole, ...mean],
    terms: termVector(plain, vocabulary),
    sentences,
  };
}

function meanOf(vectors: readonly (readonly number[])[]): readonly number[] {
  return (vectors[0] ?? []).map(
    (_, at) => vectors.reduce((sum, one) => sum + (one[at] ?? 0), 0) / vectors.length,
  );
}

/** All, or so many from the whole length. */
function evenly<One>(all: readonly One[], most: number): readonly One[] {
  if (all.length <= most) return all;
  const step = all.length / most;
  return Array.from({ length: most }, (_, at) => all[Math.floor(at * step)]).filter(
    (one) => one !== undefined,
  );
}
