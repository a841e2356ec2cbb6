import type { Span } from "../../text/windows.ts";

/** A sentence, two side by side, or a stretch of words where people speak without full stops. */
export interface Passage extends Span {
  readonly text: string;
  /** A sentence or a stretch by itself, not two side by side. */
  readonly alone: boolean;
}

/** Who speaks without any pause is cut into stretches of so many words, at a place where a new thought may begin. */
const mostWords = 24;
/** So few words are no thought of their own: "Oh dear." */
const fewestWords = 4;

const sentenceEnd = /(?<=[.!?])\s+/g;
const newThought = /^(?:and|but|so|because|also|oh|then|anyway|there|we|i|he|she|they|my|it)$/i;

/**
 * What is judged by itself, whatever else the message says: every sentence, and every two that
 * stand side by side, so that each is also seen with what was said before it and with what comes
 * behind.
 */
export function passagesOf(text: string): readonly Passage[] {
  const units = unitsOf(text);
  return units.flatMap((unit, index) => {
    const before = units[index - 1];
    const alone = { ...passage(text, unit, unit), alone: true };
    return before ? [{ ...passage(text, before, unit), alone: false }, alone] : [alone];
  });
}

const passage = (text: string, from: Span, to: Span): Omit<Passage, "alone"> => ({
  text: text.slice(from.start, to.end),
  start: from.start,
  end: to.end,
});

/** Sentences and stretches; a short one goes with what follows it. */
function unitsOf(text: string): readonly Span[] {
  const ends = [...text.matchAll(sentenceEnd)].map(({ 0: gap, index }) => index + gap.length);
  const units: Span[] = [];
  let start = 0;
  for (const end of [...ends, text.length]) {
    const words = wordsIn(text, start, end);
    const isLast = end === text.length;
    if (words.length < fewestWords && !isLast) continue;
    const before = units.at(-1);
    if (words.length === 0) continue;
    if (words.length < fewestWords && before) units.splice(-1, 1, { start: before.start, end });
    else units.push(...stretches(words, end));
    start = end;
  }
  return units;
}

function wordsIn(text: string, start: number, end: number): readonly RegExpExecArray[] {
  const words = [...text.slice(start, end).matchAll(/\S+/g)];
  for (const word of words) word.index += start;
  return words;
}

/** Cut into equal parts, each at the nearest word that may begin a thought. */
function stretches(words: readonly RegExpExecArray[], end: number): readonly Span[] {
  const parts = Math.ceil(words.length / mostWords);
  const size = words.length / parts;
  const cuts = [0];
  for (let part = 1; part < parts; part++) {
    const near = Math.round(part * size);
    const reach = [0, 1, -1, 2, -2, 3, -3, 4, -4];
    const cut = reach.map((by) => near + by).find((at) => newThought.test(words[at]?.[0] ?? ""));
    cuts.push(cut ?? near);
  }
  return cuts.map((cut, index) => ({
    start: words[cut]?.index ?? end,
    end: words[cuts[index + 1] ?? words.length]?.index ?? end,
  }));
}
