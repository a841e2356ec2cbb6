import type { SpokenNumber } from "../numbers/spoken-digits.ts";
import { wholeNumbers } from "../numbers/whole-numbers.ts";
import { isHome, isPhone } from "./phone-number.ts";
import { announcements, bankTalk, otherNumber } from "./secrets/announced.ts";
import { cardInParts, isCard } from "./secrets/card.ts";
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

interface FoundNumber extends Secret {
  readonly digits: string;
}

/** Numbers that words announce as secret, cards, and long ones of which nobody says what they are. */
function announcedSecrets(text: string, country: string | null): Secret[] {
  const isKept = (digits: string): boolean => isPhone(digits, country);
  const numbers = wholeNumbers(text, isKept);
  const found: FoundNumber[] = [];
  const others: SpokenNumber[] = [];
  for (let at = 0; at < numbers.length; at++) {
    const [number, parts] = [numbers[at], cardInParts(text, numbers, at, isKept)];
    if (!number) break;
    if (parts) {
      const digits = numbers.slice(at, parts.last + 1).map((part) => part.digits);
      const end = numbers[parts.last]?.end ?? number.end;
      found.push({ kind: "card", digits: digits.join(""), start: number.start, end });
      at = parts.last;
      continue;
    }
    const kind = kindOf(text, number, numbers, found, country);
    if (kind === null) others.push(number);
    else found.push({ ...number, ...withLetters(text, { ...number, kind }) });
  }
  return [...found, ...repeated(text, others, found, isKept)];
}

function kindOf(
  text: string,
  { digits, start, end, quantity }: SpokenNumber,
  numbers: readonly SpokenNumber[],
  found: readonly FoundNumber[],
  country: string | null,
): string | null {
  const count = digits.replace("+", "").length;
  const from = Math.max(0, start - reach);
  const before = text.slice(from, start);
  const last = found.at(-1) ?? null;
  const phone = isToCall(digits, before, country);
  if (isCard(digits, before)) return "card";
  const following = last && followingKind(last, text.slice(last.end, start), count, phone);
  if (following !== null) return following;
  const announced = announcedKind(text, { start, count, before, from, phone }, [
    ...numbers.filter((one) => one.digits.length > fewDigits),
    ...found,
  ]);
  if (announced !== null) return announced;
  if (!phone && count >= 3 && count <= 12 && namedAfter.test(text.slice(end))) return "code";
  return !phone &&
    !quantity &&
    count >= unnamedDigits &&
    inOneSentence.test(text.slice(start, end)) &&
    !isNamed(before)
    ? "number"
    : null;
}

/** "Seven three nine one. That's my pin." */
const namedAfter =
  /^\W*(?:and )?(?:that'?s|that is|is|was|being) (?:my|the|his|her|our) (?:pin|passcode|password|otp|cvv|cvc|security code|social|sin|i\.?d)\b/i;

/** A number as long as this that is no phone number and of which nobody says what it is may be an account or an id. */
const unnamedDigits = 9;

/** Across sentences it may be several numbers. */
const inOneSentence = /^[^.?!]*$/;

/** What is kept is named, or begins with letters. */
const keptBefore = new RegExp(
  `(?:${otherNumber.source})|\\b(?:tracking|confirmation|account|customer|supply|registration|vin|imei|waybill|consignment|parcel|delivery|shipment|barcode|part|product|item|model|case|purchase|receipt|bill|permit|asset|device|batch|lot|sku|utr|vat|gst|abn|acn|ein|company|charity|landline|direct|number (?:on|of)|number's|number here)\\b`,
  "i",
);
/** "Call me 9011 4468", "my number 8944": a phone number, if a slip has crept in. */
const wishBefore =
  /\b(?:(?:call|ring|phone|reach|text|whatsapp)(?: me| us)?|mobile|cell|landline|(?:my|the)(?: \w+)? number(?:'s)?)(?: (?:on|at|is|number))*\W{0,3}$/i;

/** How far before a number its name is looked for, in letters. */
const namedWithin = 60;
const lettersBefore = /[A-Z][- ]?$/;

function isNamed(before: string): boolean {
  return (
    keptBefore.test(before.slice(-namedWithin)) ||
    lettersBefore.test(before) ||
    wishBefore.test(before)
  );
}

/** Whether somebody can be called on it: a number of this country, or of another where its code or a wish to be called says so. */
function isToCall(digits: string, before: string, country: string | null): boolean {
  if (isHome(digits, country) || /^(?:\+|00|011)/.test(digits)) return isPhone(digits, country);
  return (
    isPhone(digits, country) &&
    digits.length <= longestForeign &&
    calls.test(before.slice(-phoneReach))
  );
}

/** The longest one with a country's code in common use. */
const longestForeign = 12;

const calls = /\b(?:call|ring|phone|mobile|cell|reach|whatsapp|text|contact)\b/i;

/** A secret said again, whole or its beginning or end; of a card also before it was whole. */
function repeated(
  text: string,
  numbers: readonly SpokenNumber[],
  secrets: readonly FoundNumber[],
  isKept: (digits: string) => boolean,
): Secret[] {
  return numbers.flatMap(({ digits, start, end }) => {
    const secret = secrets.find(
      (one) =>
        (one.end <= start || one.kind === "card") &&
        digits.length > 2 &&
        (one.digits.endsWith(digits) || one.digits.startsWith(digits)),
    );
    const kept = isKept(digits) || otherNumber.test(text.slice(Math.max(0, start - 30), start));
    return secret && !kept ? [{ kind: secret.kind, start, end }] : [];
  });
}

/** What follows a card is its date and its code; "4471 and 2209" are both what the first one is. */
function followingKind(
  { kind: last, digits }: FoundNumber,
  since: string,
  count: number,
  phone: boolean,
): string | null {
  if (since.length > reach || otherNumber.test(since)) return null;
  if (last === "card" || last === "card expiry") {
    if (count === 3 && (since.length < codeWithin || aboutTheCard.test(since)))
      return "security code";
    if (/[.?!]\s+\S+ \S+ \S+/.test(since)) return null;
    if (last === "card" && count === 4) return "card expiry";
    // "Event number is Q-5507": that is another's.
    if (/\b(?!card|security)\w+ number\b|\b[\p{L}]-$/iu.test(since)) return null;
    // Date and code in one breath.
    if (last === "card" && count >= 6 && count <= 8) return "security code";
    return count === 3 || (count === 4 && last === "card expiry") ? "security code" : null;
  }
  if (phone) return null;
  // "The first one was ..., that didn't work, then ...".
  if (count > 3 && count === digits.length && since.length < 60 && !since.includes("?"))
    return last;
  const more = /^[\s,]*(?:and|or|then|that'?s|it'?s)?[\s,]*$/.test(since) && count <= 8;
  return (more || corrected.test(since)) && count >= 3 ? last : null;
}

/** Right after a card three digits are its code. */
const codeWithin = 60;

const aboutTheCard =
  /\b(?:code|cvv2?|cvc|back|behind|reverse|little number|three|digits|security)\b/i;

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
