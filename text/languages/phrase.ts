import { unaccented } from "./fold.ts";

/** Longer than any word: a text without a blank must cost no more than another one. */
const longestWord = 24;

const word = `[^\\s.?!;]{1,${longestWord}}`;

/** German is written with and without its dots: "Tür", "Tuer", "Tur". */
const dotted: Readonly<Record<string, string>> = { ä: "ae?", ö: "oe?", ü: "ue?", ß: "ss?" };

/**
 * Makes one expression of phrases, to be looked for in a folded text: whole words, any blank for a
 * blank, and up to three words for `~`.
 *
 * @param phrases plain words, or expressions; of `\S+` and `\w+` each stands for a word or its end
 */
export function toPattern(phrases: readonly string[], language: string): RegExp {
  return new RegExp(
    `(?<!\\w)(?:${phrases.map((one) => sourceOf(one, language)).join("|")})(?!\\w)`,
  );
}

function sourceOf(phrase: string, language: string): string {
  const spelled =
    language === "de" ? phrase.replaceAll(/[äöüß]/g, (letter) => dotted[letter] ?? letter) : phrase;
  return smallLetters(unaccented(spelled))
    .replaceAll(/'(?=[|)])/g, " ?")
    .replaceAll("'", " ")
    .replaceAll(/-(\??)(?![^[]*\])/g, " $1")
    .replaceAll(" ~ ", ` (?:${word} ){0,3}`)
    .replaceAll("\\S+", word)
    .replaceAll("\\w+", `\\w{1,${longestWord}}`)
    .replaceAll("\\w*", `\\w{0,${longestWord}}`)
    .replaceAll(/\[[^\]]*\]| +\??/g, (found) => {
      if (found.startsWith("[")) return found;
      return found === " ?" ? "\\s{0,3}" : "\\s{1,3}";
    });
}

/** Small letters, but for what is an escape. */
function smallLetters(source: string): string {
  return source.replaceAll(/\\.|[A-Z]/g, (found) =>
    found.startsWith("\\") ? found : found.toLowerCase(),
  );
}
