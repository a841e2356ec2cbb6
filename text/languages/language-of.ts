import { isEnglishWord } from "../english-words.ts";
import { languages, otherLanguages, wordsOf } from "./load-languages.ts";

/** Where no language is told: BCP 47's word for it. */
const unknownLanguage = "und";

/** Longer texts are known by their beginning. */
const enoughCharacters = 8_000;

/** What a word is worth that English has too, and one of English that holds no sentence together. */
const shared = 0.3;
const plainEnglish = 0.5;

/** What a word with an accent is worth. */
const accented = 0.5;

/** Words of a letter or two are in many languages. */
const short = 0.6;

/** In so few words nothing is told but by what they hold in common with a language. */
const fewestWords = 4;

/** Of English voicemails more than half of the words are English, however odd their names. */
const englishShare = 0.4;
const hardlyAny = 0.2;

let tables: ReadonlyMap<string, ReadonlySet<string>> | null = null;
let byLetters: ReturnType<typeof otherLanguages>["scripts"] = [];

function commonWords(): ReadonlyMap<string, ReadonlySet<string>> {
  if (tables) return tables;
  const others = otherLanguages();
  byLetters = others.scripts;
  tables = new Map([
    ...languages().map(({ code, common }) => [code, common] as const),
    ...others.common,
  ]);
  return tables;
}

/**
 * The language of a text, BCP 47: `en` unless it is plain that it is another; `und` for one that is
 * not English and nothing else that is known here. Told by words that hold sentences together, with
 * or without accents and capitals; names count little.
 */
export function languageOf(text: string): string {
  const shown = text.slice(0, enoughCharacters).replaceAll(/\[[^\]\n]{1,40}\]/g, " ");
  const common = commonWords();
  const written = languageOfLetters(shown);
  if (written !== null) return written;
  const words = wordsOf(shown);
  const scores = scoresOf(words, common);
  for (const { code, letters } of languages()) {
    if (hasLetters(shown, letters)) scores.set(code, (scores.get(code) ?? 0) + 1);
  }
  const best = bestOf(scores);
  const { code } = best;
  const score = best.score === 0 ? 0 : best.score + accentedIn(shown) * accented;
  const english = scores.get("en") ?? 0;
  if (score <= english && english > 0) return strange(words, english) ? unknownLanguage : "en";
  const plain = words.filter((word) => !common.get("en")?.has(word) && isEnglishWord(word)).length;
  const anyEnglish = english + plain * plainEnglish;
  if (score > anyEnglish && score >= 1) return code;
  if (score > english && score >= 3) return code;
  return strange(words, english) ? (score >= 1 ? code : unknownLanguage) : "en";
}

function hasLetters(text: string, letters: string): boolean {
  return letters.split("").some((letter) => text.includes(letter));
}

/** English has hardly a small word with an accent. */
function accentedIn(text: string): number {
  return text.match(/(?<!\p{L})\p{Ll}{0,24}[à-öø-ÿ]\p{Ll}{0,24}(?!\p{L})/gu)?.length ?? 0;
}

/**
 * How much of a text is in a language, and how much in English: words that hold sentences together,
 * or announce a secret.
 *
 * @param text or its words, as `wordsOf` has them
 * @returns `alone`: of its own words those that English has not
 */
export function wordsIn(
  text: string | readonly string[],
  code: string,
): { readonly own: number; readonly english: number; readonly alone: number } {
  const common = commonWords();
  const [own, english] = [common.get(code), common.get("en")];
  const telling = languages().find((one) => one.code === code)?.telling;
  const found = { own: 0, english: 0, alone: 0 };
  for (const word of typeof text === "string" ? wordsOf(text) : text) {
    const isEnglish = english?.has(word) === true;
    if (isEnglish) found.english += worth(word, false);
    if (!own?.has(word) && !telling?.has(word)) continue;
    found.own += worth(word, isEnglish && code !== "en");
    if (!isEnglish) found.alone += worth(word, false);
  }
  return found;
}

function worth(word: string, isShared: boolean): number {
  return (isShared ? shared : 1) * (word.length > 2 ? 1 : short);
}

function scoresOf(
  words: readonly string[],
  common: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, number> {
  const scores = new Map<string, number>();
  const english = common.get("en");
  for (const word of words) {
    const isEnglish = english?.has(word) === true;
    for (const [code, list] of common) {
      if (!list.has(word)) continue;
      scores.set(code, (scores.get(code) ?? 0) + worth(word, code !== "en" && isEnglish));
    }
  }
  return scores;
}

function bestOf(scores: ReadonlyMap<string, number>): { code: string; score: number } {
  let best = { code: unknownLanguage, score: 0 };
  for (const [code, score] of scores) {
    if (code !== "en" && score > best.score) best = { code, score };
  }
  return best;
}

/** Whether hardly a word is English. */
function strange(words: readonly string[], english: number): boolean {
  const long = words.filter((word) => word.length > 2);
  if (long.length < fewestWords) return false;
  const share = long.filter((word) => isEnglishWord(word)).length / long.length;
  return english > words.length / 5
    ? share < hardlyAny && english < words.length / 2
    : share < englishShare;
}

function languageOfLetters(text: string): string | null {
  const all = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (all === 0 || latin * 2 > all) return null;
  return byLetters.find(({ letters }) => text.match(letters))?.code ?? unknownLanguage;
}

const names = new Intl.DisplayNames("en", { type: "language" });

/** As people call it in English: `French`, `another language`. */
export function languageName(code: string): string {
  return code === unknownLanguage ? "another language" : (names.of(code) ?? "another language");
}
