import { units } from "./digit-words.ts";

/** A word, a figure or a full stop of a text in which numbers are looked for. */
export interface Token {
  /** In small letters. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** A comma stands before it. */
  readonly afterComma: boolean;
}

export function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(/\+|\d+|[\p{L}']+|[.?!;:]+(?=\s|$)/gu)].map(({ 0: word, index }) => ({
    word: word.toLowerCase(),
    start: index,
    end: index + word.length,
    afterComma: isAfterComma(text, index),
  }));
}

/** A comma, and at most two blanks. */
function isAfterComma(text: string, index: number): boolean {
  let at = index - 1;
  while (at > index - 3 && /\s/.test(text.charAt(at))) at--;
  return text.charAt(at) === ",";
}

/** A single digit, as a word or a figure; null for all else. */
export function digitOf(token: Token | undefined): number | null {
  const digit = units[token?.word ?? ""] ?? token?.word ?? "";
  return /^\d$/.test(digit) ? Number(digit) : null;
}
