import { isNamedElsewhere, secretsIn as foreignSecretsIn } from "./languages/secrets-in.ts";
import type { SpokenNumber } from "./numbers/spoken-digits.ts";
import { wholeNumbers } from "./numbers/whole-numbers.ts";
import { isHome, isPhone } from "./phone/phone-number.ts";
import { placesFor, placesOf, type Places } from "./phone/places.ts";
import { announcements, bankTalk, otherNumber } from "./secrets/announced.ts";
import { isBirthDate } from "./secrets/birth-date.ts";
import { cardInParts, isCard } from "./secrets/card.ts";
import { followingKind } from "./secrets/following.ts";
import { repeated, type FoundNumber } from "./secrets/found.ts";
import { isOfNamedThing } from "./secrets/named-things.ts";
import type { Secret } from "./secrets/secret.ts";
import { shapedSecrets } from "./secrets/shaped.ts";
import { isUnnamed, namedAfter } from "./secrets/unnamed.ts";
import { straightApostrophes } from "./straight-apostrophes.ts";
import { inWindows } from "./windows.ts";

/** How far an announcement reaches, in letters. */
const reach = 110;

/** For what may be a phone number it reaches less far: those are kept. */
const phoneReach = 45;

/**
 * Removes what nobody may read in a comment or send to a cloud: cards, codes, national ids, bank
 * accounts, dates of birth, passwords, as digits or spoken. Phone numbers, orders, tickets,
 * policies and extensions are kept.
 *
 * In English, and in the languages of the tables beside this file.
 *
 * @param country of the line: what is a phone number there
 * @param calledFrom the caller's own number: what is a phone number in their country
 */
export function redact(
  text: string,
  country: string | null = null,
  calledFrom: string | null = null,
): string {
  return withoutSecrets(text, secretsOf(text, country, calledFrom));
}

/** Where the secrets of a text are; some may overlap. As `redact` reads it. */
export function secretsOf(
  text: string,
  country: string | null,
  calledFrom: string | null,
): readonly Secret[] {
  return secretsIn(straightApostrophes(text), country, calledFrom);
}

/** A text with a word in the place of each secret. */
export function withoutSecrets(text: string, found: readonly Secret[]): string {
  const secrets = found.toSorted((one, other) => one.start - other.start || other.end - one.end);
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

function secretsIn(
  text: string,
  country: string | null,
  calledFrom: string | null,
): readonly Secret[] {
  const places = placesOf(country, calledFrom);
  const isKept = (digits: string): boolean => isPhone(digits, places);
  const seen = inWindows<Secret | Other | FoundNumber>(text, (part) => {
    const { found, others } = announcedSecrets(part, places, isKept);
    return [...shapedSecrets(part), ...foreignSecretsIn(part, country), ...found, ...others];
  });
  const secrets = seen.filter((one) => "kind" in one);
  const announced = secrets.filter((one): one is FoundNumber => "digits" in one);
  const others = seen.filter((one): one is Other => !("kind" in one));
  return [...secrets, ...repeated(text, others, announced, isKept)];
}

/** A number that is no secret by itself. */
type Other = Pick<SpokenNumber, "digits" | "start" | "end">;

interface Announced {
  readonly found: readonly FoundNumber[];
  readonly others: readonly Other[];
}

/** Numbers that words announce as secret, cards, and long ones of which nobody says what they are. */
function announcedSecrets(
  text: string,
  places: Places,
  isKept: (digits: string) => boolean,
): Announced {
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
    const kind = kindOf(text, number, numbers, found, places);
    if (kind === null) others.push(number);
    else found.push({ ...number, ...withLetters(text, { ...number, kind }) });
  }
  return { found, others };
}

/** A telephone's, a parcel's or a book's number is no shorter; a PIN is. */
const fewestOfThing = 9;

function kindOf(
  text: string,
  { digits, start, end, quantity }: SpokenNumber,
  numbers: readonly SpokenNumber[],
  found: readonly FoundNumber[],
  places: Places,
): string | null {
  const count = digits.replace("+", "").length;
  const from = Math.max(0, start - reach);
  const before = text.slice(from, start);
  if (count >= fewestOfThing && isOfNamedThing(before)) return null;
  const last = found.at(-1) ?? null;
  const phone = isToCall(digits, before, placesFor(before, places));
  if (isCard(digits, before)) return "card";
  const following = last && followingKind(last, text.slice(last.end, start), count, phone);
  if (following !== null) return following;
  const announced = announcedKind(text, { start, count, digits, before, from, phone }, () => [
    ...numbers.filter((one) => one.digits.length > fewDigits),
    ...found,
  ]);
  // "Code postal": a code of another language.
  if (announced !== null && (announced !== "code" || !isNamedElsewhere(before))) return announced;
  if (!phone && count >= 3 && count <= 12 && namedAfter.test(text.slice(end))) return "code";
  const unnamed = !phone && !quantity && isUnnamed(text.slice(start, end), before, count);
  return unnamed && !isNamedElsewhere(before) ? "number" : null;
}

/**
 * Whether somebody can be called on it: a number of this country, or of another where its code or a
 * wish to be called says so.
 */
function isToCall(digits: string, before: string, places: Places): boolean {
  if (isHome(digits, places) || /^(?:\+|00|011)/.test(digits)) return isPhone(digits, places);
  return (
    isPhone(digits, places) &&
    digits.length <= longestForeign &&
    calls.test(before.slice(-phoneReach))
  );
}

/** The longest one with a country's code in common use. */
const longestForeign = 12;

const calls = /\b(?:call|ring|phone|mobile|cell|reach|whatsapp|text|contact)\b/i;

/** A phone number begins anew: a sentence has ended between, or it is said to be one. */
const phoneAgain =
  /[.?!]\s+\S+ \S+|\bnumber here\b|\b(?:i'?m|i am|back|get me|catch me) (?:on|at)\b/i;

/** "One", "two twenty": quantities, or a number begun and said again. */
const fewDigits = 3;

interface Position {
  readonly start: number;
  readonly count: number;
  readonly digits: string;
  readonly before: string;
  /** Where `before` begins. */
  readonly from: number;
  /** It may be a phone number. */
  readonly phone: boolean;
}

function announcedKind(
  text: string,
  { start, count, digits: said, before, from, phone }: Position,
  others: () => readonly Pick<SpokenNumber, "start" | "end">[],
): string | null {
  // The nearest announcement that fits decides; another kind of number between them lifts it.
  const nearest = announcements()
    .filter(({ digits: [fewest, most] }) => count >= fewest && count <= most)
    .map((one) => ({ ...one, ...lastMatch(before, one.pattern) }))
    .filter(({ at }) => at >= 0)
    .filter(
      ({ kind, at, ends }) =>
        kind !== "date of birth" || isBirthDate(before.slice(at, ends), before.slice(ends), said),
    )
    .toSorted((one, other) => other.at - one.at)[0];
  if (!nearest || otherNumber().test(before.slice(nearest.at))) return null;
  const since = before.slice(nearest.ends);
  if (phone && (since.length > phoneReach || phoneAgain.test(since))) return null;
  if (nearest.kind === "bank account" && !bankTalk().test(around(text, start))) return null;
  // An announcement is good for one number: the next one is another's.
  const taken = others().some((other) => other.start >= from + nearest.ends && other.end <= start);
  return taken && nearest.kind !== "card expiry" ? null : nearest.kind;
}

/** Some ids begin and end with a letter or two, said one by one. */
function withLetters(text: string, secret: Secret): Secret {
  if (secret.kind !== "national id") return secret;
  const before = /(?:\b[a-hj-z]\s+){1,2}$/i.exec(
    text.slice(Math.max(0, secret.start - 12), secret.start),
  );
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
  if (!pattern.test(text)) return { at: -1, ends: -1 };
  const match = [...text.matchAll(new RegExp(pattern.source, "gi"))].at(-1);
  return match ? { at: match.index, ends: match.index + match[0].length } : { at: -1, ends: -1 };
}
