import type { Secret } from "../secrets/secret.ts";
import { fold } from "./fold.ts";
import type { Language } from "./load-languages.ts";
import { vocabularyOf } from "./number-words.ts";

/** How far behind its announcement a password is said, in letters. */
const linkWithin = 60;

/** "Le", "immer noch": so many words before it. */
const mostBefore = 3;
const mostWords = 5;

/** Passwords behind words that announce one: "le mot de passe c'est Soleil22". */
export function passwordsIn(text: string, folded: string, language: Language): readonly Secret[] {
  const { any, link } = language.password;
  return [...folded.matchAll(new RegExp(any, "g"))].flatMap(({ 0: said, index }) => {
    const from = index + said.length;
    const rest = folded.slice(from, from + linkWithin).split(/[.?!]\s/)[0] ?? "";
    const start = from + linkEnd(rest, link);
    return passwordAt(text, start, start > from, language) ?? [];
  });
}

/** Where the words end that link an announcement to what it announces: ", c'est"; 0 where there are none. */
function linkEnd(rest: string, link: RegExp): number {
  const first = link.exec(rest);
  if (!first) return 0;
  const end = first.index + first[0].length;
  const again = link.exec(rest.slice(end));
  return again && again.index <= 1 ? end + again.index + again[0].length : end;
}

function passwordAt(
  text: string,
  from: number,
  linked: boolean,
  language: Language,
): Secret | null {
  const words = [...text.slice(from, from + 120).matchAll(/\S+/g)];
  let start = -1;
  let end = -1;
  let skipped = 0;
  let taken = 0;
  for (const { 0: word, index } of words) {
    const bare = word.replace(/^["'«„“:=,]+/, "");
    const plain = bare.replace(/["'»“”,.;?!]+$/, "");
    const letters = fold(plain);
    if (plain === "") continue;
    if (start < 0 && isCommon(letters, language) && ++skipped <= mostBefore) {
      if (language.password.none.test(letters)) return null;
      continue;
    }
    if (taken > 0 && !goesOn(letters, language)) break;
    if (language.password.none.test(letters)) break;
    if (start < 0) {
      const sure = /\d/.test(plain) || /\p{Ll}\p{Lu}/u.test(plain);
      if ((!linked || skipped > 0) && !sure) return null;
      start = from + index + (word.length - bare.length);
    }
    end = from + index + (word.length - bare.length) + plain.length;
    taken++;
    if (taken >= mostWords || bare.length > plain.length) break;
  }
  return start < 0 ? null : { kind: "password", start, end };
}

function isCommon(word: string, { common }: Language): boolean {
  const parts = word.split(" ");
  return parts.every((part) => common.has(part) && !/\d/.test(part));
}

/** A password goes on with numbers, single letters, and words that hold no sentence together. */
function goesOn(word: string, language: Language): boolean {
  if (/^[\d\p{P}]+$/u.test(word) || /^\p{L}$/u.test(word)) return true;
  const { split, values } = vocabularyOf(language);
  return split(word).every((part) => values.has(part)) || !isCommon(word, language);
}
