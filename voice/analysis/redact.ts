import type { SpokenNumber } from "../numbers/spoken-digits.ts";
import { wholeNumbers } from "../numbers/whole-numbers.ts";
import { isPhone } from "./phone-number.ts";
import { announcements, bankTalk, otherNumber } from "./secrets/announced.ts";
import { shapedSecrets, type Secret } from "./secrets/shaped.ts";

/** How far an announcement reaches, in letters. */
const reach = 110;

/** For what may be a phone number it reaches less far: those are kept. */
const phoneReach = 45;

/**
 * Removes what nobody may read in a comment or send to a cloud: cards, codes, national ids, bank accounts, dates of birth,
 * passwords, as digits or spoken. Phone numbers, orders, tickets, policies and extensions are kept.
 *
 * @param country of the line: what is a phone number there
 */
export function redact(text: string, country: string | null = null): string {
  const secrets = [...shapedSecrets(text), ...announcedSecrets(text, country)].toSorted(
    (one, other) => one.start - other.start || other.end - one.end,
  );
  let result = "";
  let at = 0;
  for (const { start, end, kind } of secrets) {
    if (end <= at) continue;
    result += text.slice(at, Math.max(at, start));
    if (start >= at) result += `[${kind} removed]`;
    at = end;
  }
  return result + text.slice(at);
}

/** Numbers that words before them announce as secret, and cards, which their length or their check digit tells. */
function announcedSecrets(text: string, country: string | null): Secret[] {
  const numbers = wholeNumbers(text, (digits) => isPhone(digits, country));
  const found: (Secret & { readonly end: number })[] = [];
  for (const { digits, start, end } of numbers) {
    const count = digits.replace("+", "").length;
    const from = Math.max(0, start - reach);
    const before = text.slice(from, start);
    const last = found.at(-1);
    const since = last ? text.slice(last.end, start) : null;
    const phone = isPhone(digits, country);
    const kind =
      cardKind(digits, count, before) ??
      followingKind(last?.kind ?? null, since, count) ??
      announcedKind(text, { start, count, before, from, phone }, [
        ...numbers.filter((one) => one.digits.length > fewDigits),
        ...found,
      ]);
    if (kind !== null) found.push(withLetters(text, { kind, start, end }));
  }
  return found;
}

function cardKind(digits: string, count: number, before: string): string | null {
  if (count >= 13 && count <= 19 && passesLuhn(digits) && !notCard.test(before)) return "card";
  // Recognisers slip in one digit of sixteen, and then the check digit is wrong.
  return count === 16 && !notCard.test(before) ? "card" : null;
}

const notCard =
  /\b(?:tracking|imei|serial|parcel|consignment|waybill|barcode|meter|policy|order|claim|reference|ref|mpan|mprn)(?: (?:number|no\.?|is|code))*\W*$/i;

/** What follows a card is its date and its code; "4471 and 2209" are both what the first one is. */
function followingKind(last: string | null, since: string | null, count: number): string | null {
  if (last === null || since === null || since.length > reach || otherNumber.test(since))
    return null;
  if (last === "card" || last === "card expiry") {
    if (/[.?!]\s+\S+ \S+ \S+/.test(since)) return null;
    if (last === "card" && count === 4) return "card expiry";
    // "Event number is Q-5507": that is another's.
    if (/\b(?!card|security)\w+ number\b|\b[\p{L}]-$/iu.test(since)) return null;
    // Date and code in one breath.
    if (last === "card" && count >= 6 && count <= 8) return "security code";
    return count === 3 || (count === 4 && last === "card expiry") ? "security code" : null;
  }
  const more = /^[\s,]*(?:and|or|then|that'?s|it'?s)?[\s,]*$/.test(since) && count <= 8;
  return (more || corrected.test(since)) && count >= 3 ? last : null;
}

/** "No, sorry, ...", "I'll start again": the next number is what the last one should have been. */
const corrected =
  /^[\s,.]*(?:no(?! (?:time|rush|hurry|worries|problem|need|one|bother|pressure|panic)\b)|sorry|wait|correction|i mean|make that|scratch that|actually|rather)\b[^?!]{0,60}$/i;

/** A phone number begins anew: a sentence has ended between, or it is said to be one. */
const phoneAgain =
  /[.?!]\s+\S+ \S+|\bnumber here\b|\b(?:i'?m|i am|back|get me|catch me) (?:on|at)\b/i;

/** "One", "two twenty": quantities, or a number begun and said again. */
const fewDigits = 3;

interface Position {
  readonly start: number;
  readonly count: number;
  readonly before: string;
  /** Where `before` begins. */
  readonly from: number;
  /** It may be a phone number. */
  readonly phone: boolean;
}

function announcedKind(
  text: string,
  { start, count, before, from, phone }: Position,
  others: readonly Pick<SpokenNumber, "start" | "end">[],
): string | null {
  // The nearest announcement that fits decides; another kind of number between them lifts it.
  const nearest = announcements
    .filter(({ digits: [fewest, most] }) => count >= fewest && count <= most)
    .map((one) => ({ ...one, ...lastMatch(before, one.pattern) }))
    .filter(({ at }) => at >= 0)
    .toSorted((one, other) => other.at - one.at)[0];
  if (!nearest || otherNumber.test(before.slice(nearest.at))) return null;
  const since = before.slice(nearest.ends);
  if (phone && (since.length > phoneReach || phoneAgain.test(since))) return null;
  if (nearest.kind === "bank account" && !bankTalk.test(around(text, start))) return null;
  // An announcement is good for one number: the next one is another's.
  const taken = others.some((other) => other.start >= from + nearest.ends && other.end <= start);
  return taken && nearest.kind !== "card expiry" ? null : nearest.kind;
}

/** Some ids begin and end with a letter or two, said one by one. */
function withLetters(text: string, secret: Secret): Secret {
  if (secret.kind !== "national id") return secret;
  const before = /(?:\b[a-hj-z]\s+){1,2}$/i.exec(text.slice(0, secret.start));
  const after = /^(?:\s+[a-hj-z]\b(?!')){1,2}/i.exec(text.slice(secret.end));
  return {
    ...secret,
    start: secret.start - (before?.[0].length ?? 0),
    end: secret.end + (after?.[0].length ?? 0),
  };
}

/** What is said about a number stands before and behind it. */
function around(text: string, position: number): string {
  return text.slice(Math.max(0, position - reach * 2), position + reach);
}

function lastMatch(text: string, pattern: RegExp): { at: number; ends: number } {
  const match = [...text.matchAll(new RegExp(pattern.source, "gi"))].at(-1);
  return match ? { at: match.index, ends: match.index + match[0].length } : { at: -1, ends: -1 };
}

/** The check digit of payment cards (ISO/IEC 7812). */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [index, character] of digits.replace("+", "").split("").toReversed().entries()) {
    const digit = Number(character) * (index % 2 === 1 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}
