/** A sentence, or a part of one where people speak without full stops. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Ends of sentences, and places where a new thought begins: recognisers punctuate badly. */
const boundary = /(?<=[.!?])\s+|,\s+(?=\w+ \w+ \w+)|(?<!\s)\s+(?=(?:but|and|so|because|also)\s)/gi;

/** Who speaks without any pause is cut into stretches of so many words. */
const longestStretch = 16;

const fewestLetters = 4;

/** A text in sentences, or in clauses and stretches where people speak without full stops. */
export function sentencesOf(text: string): readonly Sentence[] {
  const cuts = [...text.matchAll(boundary)].map(({ 0: gap, index }) => [index, index + gap.length]);
  const sentences: Sentence[] = [];
  let start = 0;
  for (const [end = 0, next = 0] of [...cuts, [text.length, text.length]]) {
    sentences.push(...stretches(text, start, end));
    start = next;
  }
  return sentences.filter((sentence) => sentence.text.trim().length >= fewestLetters);
}

function stretches(text: string, start: number, end: number): readonly Sentence[] {
  const words = [...text.slice(start, end).matchAll(/\S+/g)].map(({ index }) => start + index);
  const parts = Math.ceil(words.length / longestStretch);
  if (parts <= 1) return [{ text: text.slice(start, end), start, end }];
  const size = Math.ceil(words.length / parts);
  return Array.from({ length: parts }, (_, part) => {
    const from = words[part * size] ?? end;
    const to = words[(part + 1) * size] ?? end;
    return { text: text.slice(from, to).trimEnd(), start: from, end: to };
  });
}
