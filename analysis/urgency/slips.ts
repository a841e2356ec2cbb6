import { readFileSync } from "node:fs";
import { isEnglishWord } from "../../text/english-words.ts";

/**
 * A text without a recogniser's slips in words of danger and in contractions, and where its places
 * are in the text as it was given.
 */
export interface Corrected {
  readonly text: string;
  /** A place of the corrected text in the given one. */
  readonly at: (place: number) => number;
}

const linesOf = (name: string): readonly string[] =>
  readFileSync(new URL(`./${name}.txt`, import.meta.url), "utf8")
    .trim()
    .split("\n");

let words: readonly string[] | null = null;
const dangerWords = (): readonly string[] => (words ??= linesOf("danger-words"));

let withoutApostrophe: ReadonlyMap<string, string> | null = null;
const contractions = (): ReadonlyMap<string, string> =>
  (withoutApostrophe ??= new Map(
    linesOf("contractions").map((line) => {
      const [without = "", meant = ""] = line.split(" ");
      return [without, meant] as const;
    }),
  ));

/** A slip in a long word may be of two letters. */
const longWord = 9;

/**
 * Reads "flouding" as flooding and "un conscious" as unconscious: a word that English does not
 * have, one letter from one that danger is told in. Real words stay, however near they are: "smock"
 * may be a smock. "Cant" is read as can't, as some recognisers and people write it.
 */
export function correctSlips(text: string): Corrected {
  const moves: { readonly from: number; readonly by: number }[] = [];
  let moved = 0;
  const corrected = text.replaceAll(
    /\bun conscious|\b[a-z]{2,}\b(?!')/gi,
    (word, place: number) => {
      const meant = meantBy(word);
      if (meant === null) return word;
      moved += word.length - meant.length;
      if (moved !== (moves.at(-1)?.by ?? 0))
        moves.push({ from: place + word.length - moved, by: moved });
      return meant;
    },
  );
  return {
    text: corrected,
    at: (place) => place + (moves.findLast(({ from }) => place >= from)?.by ?? 0),
  };
}

/** What a word that there is not was meant for; null where it is nothing of ours. */
function meantBy(word: string): string | null {
  const lower = word.toLowerCase();
  if (lower.includes(" ")) return lower.replace(" ", "");
  const contraction = contractions().get(lower);
  if (contraction !== undefined) return contraction;
  if (isEnglishWord(lower)) return null;
  // A name is no slip: "Mr Flode".
  if (word !== lower && word !== word.toUpperCase()) return null;
  return dangerWords().find((one) => isNear(lower, one)) ?? null;
}

/** Whether one letter was changed, left out, added, or two swapped; two such in a long word. The first letter stays. */
function isNear(word: string, meant: string): boolean {
  if (word[0] !== meant[0]) return false;
  const most = meant.length >= longWord ? 2 : 1;
  if (Math.abs(word.length - meant.length) > most) return false;
  return distance(word, meant) <= most;
}

/** Damerau's distance without substrings edited twice. */
function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row++) {
    const above = rows[row - 1] ?? [];
    const line = [row];
    for (let at = 1; at <= other.length; at++) {
      const same = one[row - 1] === other[at - 1];
      let best = Math.min(
        (above[at] ?? 0) + 1,
        (line[at - 1] ?? 0) + 1,
        (above[at - 1] ?? 0) + (same ? 0 : 1),
      );
      if (one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1])
        best = Math.min(best, (rows[row - 2]?.[at - 2] ?? 0) + 1);
      line.push(best);
    }
    rows.push(line);
  }
  return rows[one.length]?.[other.length] ?? 0;
}
