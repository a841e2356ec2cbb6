import { lexicon } from "./rules/lexicon.ts";

/*
 * Rules are written in a small notation, so that they can be read and argued about:
 *
 *   water {pours}        the word "water", then any word of the class {pours}
 *   pour*                any word that begins with "pour"
 *   smoke ~3 from        up to three words of the same sentence between the two
 *   (a |the )?gas leak   groups, alternatives and optional parts as in a regular expression
 *
 * An apostrophe matches itself or nothing, since recognisers drop it. Every gap is bounded: no text makes a rule slow.
 */

/** Between two words: blanks, punctuation a recogniser may have put there, masked fillers; nothing before `'s`. */
const gap = "(?:\\W{1,8}|(?='))";

/** A word in a gap, with the blanks before it. Disjoint classes keep backtracking linear. */
const gapWord = "(?:[\\s,-]{1,8}|(?='))[\\w']{1,25}";

/** Compiles a rule's notation; the expression is global and meant for `heard` text. */
export function pattern(...sources: readonly string[]): RegExp {
  const body = sources.map((source) => translate(expand(source))).join("|");
  return new RegExp(`(?<![\\w'])(?:${body})(?!\\w)`, "g");
}

function expand(source: string): string {
  return source.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const words = lexicon[name];
    if (words === undefined) throw new Error(`a rule names the unknown word class {${name}}`);
    return `(${expand(words)})`;
  });
}

function translate(source: string): string {
  return source
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll("*", "\\w*")
    .replaceAll(/\((?!\?)/g, "(?:")
    .replaceAll("'", "'?")
    .replaceAll(/ ~(\d*) /g, (_, most: string) => `(?:${gapWord}){0,${most || "3"}}?${gap}`)
    .replaceAll(" ", gap);
}

/** A stretch of text that a rule matched. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function spansOf(text: string, expression: RegExp): readonly Span[] {
  return [...text.matchAll(expression)].map(({ 0: match, index }) => ({
    start: index,
    end: index + match.length,
  }));
}

/** Like `RegExp.test`, without the state of a global expression. */
export function occurs(text: string, expression: RegExp): boolean {
  return text.search(expression) >= 0;
}
