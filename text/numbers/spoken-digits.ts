import { readCardinal } from "./cardinal.ts";
import { fillers, plurals, repeats, slips, teens, tens, units } from "./digit-words.ts";
import { isAnnounced, isMisheard, leadingSlip, ohAt } from "./misheard-digits.ts";
import { tokensOf, type Token } from "./number-tokens.ts";

/** A number as it was said or written, and where. */
export interface SpokenNumber {
  /** Digits alone; a leading `+` when it was said or written. */
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  /** Said as a quantity, "four thousand nine hundred": nobody is called on it. */
  readonly quantity?: true;
}

/** Finds every number in a text, digits and words alike, as one run each. A full stop or another word ends a run. */
export function spokenNumbers(text: string): readonly SpokenNumber[] {
  const tokens = tokensOf(text);
  const found: SpokenNumber[] = [];
  const words = tokens.map(({ word }) => word);
  for (let at = 0; at < tokens.length;) {
    const quantity = readQuantity(tokens, words, at);
    if (quantity) {
      found.push(quantity.number);
      at = quantity.next;
      continue;
    }
    const slip = leadingSlip(words, at);
    const run = isNoDigit(tokens, at) ? null : readRun(tokens, at + slip.length);
    const fewest = isAnnounced(words, at) ? sureDigits : nationalDigits - 1;
    const most = isAnnounced(words, at) ? Infinity : fewest;
    if (run && slip !== "" && run.digits.length >= fewest && run.digits.length <= most) {
      found.push({ ...run.number, digits: slip + run.digits, start: tokens[at]?.start ?? 0 });
      at = run.next;
      continue;
    }
    if (run && slip === "" && run.digits.replace("+", "") !== "") found.push(run.number);
    at = run && slip === "" ? run.next : at + 1;
  }
  return found;
}

/** "My old one, oh seven seven ...", "and the last four, one one one one": those are no digits. */
function isNoDigit(tokens: readonly Token[], at: number): boolean {
  const [before, word, after] = [tokens[at - 1]?.word ?? "", tokens[at]?.word, tokens[at + 1]];
  const which = /^(?:old|new|other|same|right|wrong|correct|first|last|this|that|which)$/;
  if (word === "one") return which.test(before);
  return /^(?:three|four)$/.test(word ?? "") && before === "last" && after?.afterComma === true;
}

/**
 * A quantity with hundreds or thousands. "One eight hundred, five five five, ..." and "nine hundred
 * oh double six" are dictated: single digits follow.
 */
function readQuantity(
  tokens: readonly Token[],
  words: readonly string[],
  from: number,
): { number: SpokenNumber; next: number } | null {
  // Nearly every word of a text begins none: the rest is for those that do.
  if (!readCardinal(words, from)) return null;
  const ahead = tokens.slice(from + 1, from + longestCardinal);
  const pause = ahead.findIndex(({ afterComma }) => afterComma);
  const said = words.slice(from, from + (pause < 0 ? longestCardinal : pause + 1));
  const read = readCardinal(said, 0);
  if (!read) return null;
  const next = from + read.used;
  const taken = said.slice(0, read.used);
  if (!taken.includes("thousand")) {
    if (!taken.includes("hundred")) return null;
    const unread = taken.length > taken.indexOf("hundred") + 1 && !taken.includes("and") ? 1 : 0;
    if (readToken(tokens, next - unread, true) && readToken(tokens, next - unread + 1, true)) {
      return null;
    }
  }
  const [first, last] = [tokens[from], tokens[next - 1]];
  if (!first || !last) return null;
  const number = { digits: String(read.value), start: first.start, end: last.end };
  return { number: { ...number, quantity: true }, next };
}

function readRun(
  tokens: readonly Token[],
  from: number,
): { digits: string; number: SpokenNumber; next: number } | null {
  let digits = "";
  let misheard = false;
  let end = from;
  let last = from;
  for (let at = from; at < tokens.length;) {
    const taken = readToken(tokens, at, digits !== "");
    if (taken) {
      digits += taken.digits;
      at += taken.used;
      end = at;
      last = at - 1;
      continue;
    }
    const slipped = digits === "" ? "" : slipsAt(tokens, at, digits.length);
    if (slipped !== "") {
      digits += slipped;
      at += slipped.length;
      end = at;
      last = at - 1;
      continue;
    }
    const oh = digits === "" ? 0 : ohAt(tokens, at, misheard);
    if (oh > 0) {
      digits += "0";
      at += oh;
      misheard = true;
      continue;
    }
    // A filler belongs to the number when a digit follows it; behind a whole local number its area code is said.
    const word = tokens[at]?.word ?? "";
    const follows = digits !== "" && readToken(tokens, at + 1, true) !== null;
    if (
      !(follows && fillers.has(word)) ||
      isMisheard(tokens, at, digits.length) ||
      (word === "area" && digits.length >= localDigits)
    )
      break;
    at++;
  }
  const first = tokens[from];
  const final = tokens[last];
  if (digits === "" || !first || !final) return null;
  return { digits, number: { digits, start: first.start, end: final.end }, next: end };
}

/** "Nine hundred and ninety nine thousand nine hundred and ninety nine". */
const longestCardinal = 12;

/** Without its area code a number of North America has so many. */
const localDigits = 7;

/** With its area code a number of North America has so many. */
const nationalDigits = 10;

/** After so many digits two slips in a row are digits also where none follows: "double oh nine for to". */
const sureDigits = 5;

/**
 * Slips at the end of a clause are digits when they make so many with what stands before them:
 * "back of it's five oh for."
 */
const fewestWithSlip = 3;

/** The digits of slips, where a digit follows or nothing else can be meant. */
function slipsAt(tokens: readonly Token[], from: number, count: number): string {
  let digits = "";
  for (let at = from; (tokens[at]?.word ?? "") in slips; at++)
    digits += slips[tokens[at]?.word ?? ""];
  const [before, after] = [tokens[from - 1], tokens[from + digits.length]];
  // "In 2021 for 3,899".
  if (/^\d\d/.test(before?.word ?? "") && /^\d\d/.test(after?.word ?? "")) return "";
  const ends =
    after === undefined ||
    after.afterComma ||
    /^(?:\W|thanks?$|cheers$|bye$|please$)/.test(after.word);
  // "Ten to." is a time.
  const clock = digits.length === 1 && !((before?.word ?? "") in units);
  const sure =
    readToken(tokens, from + digits.length, true) !== null ||
    (digits.length > 1 && count >= sureDigits) ||
    (ends &&
      !clock &&
      tokens[from]?.afterComma !== true &&
      count + digits.length >= fewestWithSlip);
  return sure ? digits : "";
}

/** Most words of a text begin no number: that is asked first. */
const beginsNumber: ReadonlySet<string> = new Set([
  "plus",
  ...[units, teens, tens, repeats].flatMap((words) => Object.keys(words)),
]);

function readToken(
  tokens: readonly Token[],
  at: number,
  inside: boolean,
): { digits: string; used: number } | null {
  const word = tokens[at]?.word ?? "";
  if (!/^[\d+]/.test(word) && !beginsNumber.has(word)) return null;
  const next = tokens[at + 1]?.word ?? "";
  if (word === "+" || (word === "plus" && !inside && isDigitWord(next)))
    return { digits: "+", used: 1 };
  if (/^\d+$/.test(word)) return { digits: word, used: 1 };
  const count = repeats[word];
  if (count !== undefined) {
    const digit = units[next] ?? (/^\d$/.test(next) ? next : undefined);
    return digit === undefined ? null : { digits: digit.repeat(count), used: 2 };
  }
  const many = Number(units[word] ?? word);
  const more = next === "more" ? 1 : 0;
  const plural = plurals[tokens[at + 1 + more]?.word ?? ""];
  if (many > 1 && many < 9 && plural !== undefined)
    return { digits: plural.repeat(many), used: 2 + more };
  const unit = units[word];
  if (unit !== undefined) {
    // "o" and "oh" are exclamations unless they stand in a number: "0190, oh my God".
    const goesOn = isDigitWord(next) || (next in slips && isDigitWord(tokens[at + 2]?.word ?? ""));
    if ((word === "o" || word === "oh") && !goesOn) {
      if (!inside || tokens[at]?.afterComma === true || /^\d/.test(tokens[at - 1]?.word ?? "")) {
        return null;
      }
    }
    if (next === "hundred" || next === "thousand") {
      return { digits: unit + (next === "hundred" ? "00" : "000"), used: 2 };
    }
    return { digits: unit, used: 1 };
  }
  const teen = teens[word];
  if (teen !== undefined) return hundreds({ digits: teen, used: 1 }, next);
  const ten = tens[word];
  if (ten === undefined) return null;
  const ones = units[next];
  return ones !== undefined && ones !== "0"
    ? hundreds({ digits: ten + ones, used: 2 }, tokens[at + 2]?.word)
    : { digits: `${ten}0`, used: 1 };
}

/** "Twenty three hundred". */
function hundreds(
  { digits, used }: { readonly digits: string; readonly used: number },
  next: string | undefined,
): { digits: string; used: number } {
  return next === "hundred" ? { digits: `${digits}00`, used: used + 1 } : { digits, used };
}

function isDigitWord(word: string): boolean {
  return word in units || word in teens || word in tens || word in repeats || /^\d+$/.test(word);
}
