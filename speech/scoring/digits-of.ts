import { readCardinal } from "../../text/numbers/cardinal.ts";
import { repeats, teens, tens, units } from "../../text/numbers/digit-words.ts";
import { writeNumbers } from "../../text/numbers/write-numbers.ts";

const ordinals: Readonly<Record<string, string>> = {
  first: "one",
  second: "two",
  third: "three",
  fifth: "five",
  eighth: "eight",
  ninth: "nine",
  twelfth: "twelve",
};

/** Words that are "oh" beside other digits only. */
const ohs = /^(?:o|oh)$/;

/**
 * The digits of all numbers in a text, whatever their spelling: "one sixteen", "a hundred and
 * sixteen", "1-16" and "116th" are all 116.
 */
export function digitsOf(text: string): string {
  const words = wordsOf(text);
  let digits = "";
  for (let at = 0; at < words.length;) {
    const word = words[at] ?? "";
    const next = words[at + 1] ?? "";
    const times = repeats[word] ?? 1;
    const cardinal = readCardinal(words, at);
    if (times > 1 && oneDigit(words, at + 1) !== "") {
      digits += oneDigit(words, at + 1).repeat(times);
      at += 2;
    } else if (cardinal) {
      digits += String(cardinal.value);
      at += cardinal.used;
    } else if (/^\d+$/.test(word) && (next === "hundred" || next === "thousand")) {
      digits += word + (next === "hundred" ? "00" : "000");
      at += 2;
    } else {
      digits += /^\d+$/.test(word) ? word : oneDigit(words, at);
      at += 1;
    }
  }
  return digits;
}

function wordsOf(text: string): readonly string[] {
  const words = writeNumbers(text)
    .toLowerCase()
    .replaceAll(/(\d),(?=\d{3})/g, "$1")
    .replaceAll(/(\d)(?:st|nd|rd|th)\b/g, "$1")
    .match(/[a-z]+|\d+/g);
  return (words ?? []).map(cardinalOf);
}

/** "Sixteenth", "fortieth" and "fourth" without their ends. */
function cardinalOf(word: string): string {
  const stem = ordinals[word] ?? word.replace(/ieth$/, "y").replace(/th$/, "");
  return isNumber(stem) ? stem : word;
}

function isNumber(word: string): boolean {
  return /^(?:\d+|hundred|thousand)$/.test(word) || word in units || word in teens || word in tens;
}

function oneDigit(words: readonly string[], at: number): string {
  const word = words[at] ?? "";
  if (/^\d$/.test(word)) return word;
  return ohs.test(word) && !isBesideDigits(words, at) ? "" : (units[word] ?? "");
}

function isBesideDigits(words: readonly string[], at: number): boolean {
  return [-1, 1].some((step) => {
    let next = at + step;
    while (ohs.test(words[next] ?? "")) next += step;
    const word = words[next] ?? "";
    return isNumber(word) || word in repeats;
  });
}
