import { isEnglishWord } from "../text/english-words.ts";

/** So many are chance: a name, a place, a slip of the recogniser. */
const fewest = 3;

/** Of English voicemails at most 0.15 of the words are strange; of other languages written as they sound, half. */
const strangeShare = 0.4;

/** Names count too where they would be half of a whole sentence. */
const strangeShareWithNames = 0.5;
const aSentence = 6;

/** Of so few words one that there is not, and that is no name, is enough. */
const fewWords = 3;

/**
 * Whether a text is in letters but not in words of English: another language, written as it sounds.
 * A few names do not count.
 */
export function isStrange(text: string): boolean {
  const words = [...text.matchAll(/(^|[.!?]\s+)?([\p{L}'\u2019]{2,})/gu)].map(
    ([, begins, word = ""]) => ({
      begins: begins !== undefined,
      capital: /^\p{Lu}/u.test(word),
      strange: !isEnglishWord(word.toLowerCase().replace("\u2019", "'")),
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
