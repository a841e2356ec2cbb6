import { readCardinal, type Cardinal } from "./cardinal.ts";

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const signs: Readonly<Record<string, string>> = {
  dollar: "$",
  dollars: "$",
  bucks: "$",
  pound: "£",
  pounds: "£",
  quid: "£",
  euro: "€",
  euros: "€",
  rupees: "₹",
};
const cents = /^(?:cents?|pence|p|paise)$/;

/** Before an amount: more of it, or another one that it is an alternative to. */
const unsure =
  /^(?:million|billion|point|hundred|thousand|or|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|\w+(?:teen|ty))$/;

/** Pounds of something are a weight. */
const weight = /^\s+(?:of|in weight|heavy|lighter|heavier)\b/;

/**
 * "forty nine dollars and fifty cents" becomes "$49.50", "a hundred and twenty pounds" "£120".
 * Other quantities stay as they are.
 */
export function writeAmounts(text: string): string {
  const words = [...text.matchAll(/[\p{L}']+/gu)].map(({ 0: word, index }): Word => ({
    text: word.toLowerCase(),
    start: index,
    end: index + word.length,
  }));
  const said = words.map((word) => word.text);
  let written = "";
  let done = 0;
  for (let at = 0; at < words.length; at++) {
    const amount = readAmount(text, words, said, at);
    if (!amount) continue;
    written += text.slice(done, words[at]?.start) + amount.written;
    at += amount.used - 1;
    done = words[at]?.end ?? text.length;
  }
  return written + text.slice(done);
}

function readAmount(
  text: string,
  words: readonly Word[],
  said: readonly string[],
  from: number,
): { readonly written: string; readonly used: number } | null {
  const large = readLarge(text, words, said, from);
  if (large) return large;
  const whole = readWhole(said, from);
  const sign = whole && signs[said[from + whole.used] ?? ""];
  if (!whole || sign === undefined || sign === null) return null;
  let used = whole.used + 1;
  if (!together(text, words, from, used)) return null;
  if (sign === "£" && weight.test(text.slice(words[from + used - 1]?.end))) return null;
  const and = said[from + used] === "and" ? 1 : 0;
  const part = readCardinal(said, from + used + and);
  let fraction = "";
  if (part && part.value < 100) {
    const named = cents.test(said[from + used + and + part.used] ?? "");
    // "thirty pounds fifty" is an amount, "thirty pounds, two of them" is not.
    const bare = and === 0 && part.value >= 10;
    const taken = used + and + part.used + (named ? 1 : 0);
    if ((named || bare) && together(text, words, from, taken)) {
      fraction = `.${String(part.value).padStart(2, "0")}`;
      used = taken;
    }
  }
  return { written: `${sign}${whole.value.toLocaleString("en-US")}${fraction}`, used };
}

/**
 * "Two and a half thousand dollars" is $2,500, "three million pounds" £3 million, "one point five
 * million euros" €1.5 million.
 */
function readLarge(
  text: string,
  words: readonly Word[],
  said: readonly string[],
  from: number,
): { readonly written: string; readonly used: number } | null {
  const whole = readWhole(said, from);
  if (!whole || whole.value >= 1_000) return null;
  const behind = said.slice(from + whole.used, from + whole.used + 3);
  const tenth = behind[0] === "point" ? readCardinal(behind.slice(1, 2), 0) : null;
  const half = behind.join(" ") === "and a half" ? 3 : 0;
  const fraction = half > 0 ? 5 : tenth && tenth.value < 10 ? tenth.value : 0;
  const at = from + whole.used + (half || (tenth ? 2 : 0));
  const scale = said[at] ?? "";
  const sign = signs[said[at + 1] ?? ""];
  const used = at + 2 - from;
  if (sign === undefined || !together(text, words, from, used)) return null;
  if (scale === "million" || scale === "billion") {
    return { written: `${sign}${whole.value}${fraction > 0 ? `.${fraction}` : ""} ${scale}`, used };
  }
  if ((scale !== "thousand" && scale !== "hundred") || fraction === 0) return null;
  const value = Math.round((whole.value + fraction / 10) * (scale === "thousand" ? 1_000 : 100));
  return { written: `${sign}${value.toLocaleString("en-US")}`, used };
}

function readWhole(said: readonly string[], from: number): Cardinal | null {
  return unsure.test(said[from - 1] ?? "") ? null : readCardinal(said, from);
}

/** Nothing but spaces and hyphens stands between the words. */
function together(text: string, words: readonly Word[], from: number, used: number): boolean {
  for (let at = from + 1; at < from + used; at++) {
    if (!/^[\s-]*$/.test(text.slice(words[at - 1]?.end, words[at]?.start))) return false;
  }
  return true;
}
