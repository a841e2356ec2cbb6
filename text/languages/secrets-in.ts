import { withoutTimes } from "../numbers/without-addresses.ts";
import type { SpokenNumber } from "../numbers/spoken-digits.ts";
import { isCard } from "../secrets/card.ts";
import type { Secret } from "../secrets/secret.ts";
import { isOfCodedThing } from "../secrets/named-things.ts";
import { birthDatesIn } from "./birth-dates-in.ts";
import { codesIn } from "./codes-in.ts";
import { isEnglishWord } from "../english-words.ts";
import { fold } from "./fold.ts";
import { wordsIn } from "./language-of.ts";
import { lastEnd } from "./last-end.ts";
import { languages, wordsOf, type Language } from "./load-languages.ts";
import { numbersIn } from "./numbers-in.ts";
import { passwordsIn } from "./passwords-in.ts";
import { reachedOn } from "./reach-phone.ts";

/** Fewest and most digits of each kind. */
const digitsOf: Readonly<Record<string, readonly [number, number]>> = {
  card: [12, 19],
  "security code": [3, 4],
  "card expiry": [3, 6],
  PIN: [3, 10],
  "one-time code": [4, 8],
  code: [3, 8],
  "national id": [5, 16],
  "bank account": [5, 34],
  "sort code": [4, 9],
};

const fewestDigits = 3;

/** How far an announcement reaches, in letters; for what may be a phone number less far. */
const reach = 110;
const phoneReach = 45;

/** A card without a word of it. */
const cardDigits = 16;

/** As long as this, no phone number, and without a name: it may be an account or an id. */
const unnamedDigits = 9;

/** How far before a number its name stands. */
const namedWithin = 60;

/** What is told by its shape, whatever stands beside it: the tax codes of Italy and Brazil. */
const plainShapes = [
  /\b[a-z]{6}\s?\d{2}\s?[a-z]\s?\d{2}\s?[a-z]\s?\d{3}\s?[a-z]\b/gi,
  /\b\d{3}\.\d{3}\.\d{3}-\d{2}\b/g,
];

/** And where a language is spoken: ids of people of Spain, France and Germany. */
const shapes = [
  /\b(?:[xyz][ -]?\d{7}|\d{2}\.?\d{3}\.?\d{3})[ -]?[a-z]\b/gi,
  /\b[12][ .]\d{2}[ .](?:0\d|1[0-2]|[2-9]\d)[ .]\d[\dab][ .]\d{3}[ .]\d{3}(?:[ .]\d{2})?\b/gi,
  /\b\d{2}[ ]?\d{6}[ ]?[a-z][ ]?\d{3}\b/gi,
];

/**
 * Secrets that are announced in another language than English, as digits or spoken, wherever its
 * words stand: what language the whole text is in does not matter.
 */
export function secretsIn(text: string, country: string | null): readonly Secret[] {
  const folded = fold(text);
  const plain = withoutTimes(text);
  const words = wordsOf(text);
  const found = plainShapes.flatMap((shape) => shapedIn(text, shape, () => true));
  for (const language of languages()) {
    if (!isSpoken(words, folded, language)) continue;
    const isId = (at: number): boolean => !isOther(folded.slice(0, at), language);
    found.push(
      ...numbersOf(text, plain, folded, language, country),
      ...birthDatesIn(folded, language),
      ...passwordsIn(text, folded, language),
      ...codesIn(text, folded, language),
      ...shapes.flatMap((shape) => shapedIn(text, shape, isId)),
    );
  }
  return found;
}

function shapedIn(text: string, shape: RegExp, isId: (at: number) => boolean): Secret[] {
  return [...text.matchAll(shape)]
    .filter(({ index }) => isId(index))
    .map(({ 0: said, index }) => ({ kind: "national id", start: index, end: index + said.length }));
}

/**
 * Whether a language's words stand in a text: many of them, or no fewer than of English and one
 * that announces a secret.
 */
function isSpoken(words: readonly string[], folded: string, language: Language): boolean {
  const { own, english, alone } = wordsIn(words, language.code);
  if (alone >= enoughWords) return true;
  const { announced, birth, password } = language;
  const announces = [...announced.map(({ pattern }) => pattern), birth, password.any];
  return own > 0 && own >= english && announces.some((pattern) => pattern.test(folded));
}

/** So many words of another language are no chance. */
const enoughWords = 4;

/** Whether words of a language before a number say that it is one to be called, an order, or the like. */
export function isNamedElsewhere(before: string): boolean {
  const near = before.slice(-reach);
  const folded = fold(near).slice(-namedWithin);
  return languages().some(({ code, kept, callback }) => {
    const { own, english } = wordsIn(near, code);
    if (own > english) return kept.test(folded) || callback.asked.test(folded);
    const [name = ""] = kept.exec(folded) ?? [];
    return own === english && name !== "" && !isEnglishWord(name);
  });
}

function isNamed(before: string, { kept, callback }: Language): boolean {
  const near = before.slice(-namedWithin);
  return kept.test(near) || callback.asked.test(near);
}

/** Whether the name of another number stands nearer than that of an id. */
function isOther(before: string, { kept, announced }: Language): boolean {
  const near = before.slice(-namedWithin);
  const ids = announced.filter(({ kind }) => kind === "national id");
  return lastEnd(near, kept) > Math.max(...ids.map(({ pattern }) => lastEnd(near, pattern)));
}

function numbersOf(
  text: string,
  plain: string,
  folded: string,
  language: Language,
  country: string | null,
): Secret[] {
  const found: (Secret & { readonly announcedAt: number })[] = [];
  const numbers = numbersIn(plain, language);
  for (const [at, number] of numbers.entries()) {
    if (number.digits.length < fewestDigits || number.quantity) continue;
    const around = text.slice(Math.max(0, number.start - reach), number.end + phoneReach);
    const { own, english } = wordsIn(around, language.code);
    if (own === 0 || own < english) continue;
    if (number.digits.length >= unnamedDigits && isOfCodedThing(text.slice(0, number.start))) {
      continue;
    }
    const kind =
      kindOf(folded, number, found.at(-1) ?? null, language, country) ??
      namedBehind(folded, number, numbers[at + 1] ?? null, language);
    if (kind) found.push({ ...withLetter(text, number, kind.kind), announcedAt: kind.announcedAt });
  }
  return found;
}

function kindOf(
  folded: string,
  { digits, start }: SpokenNumber,
  last: (Secret & { readonly announcedAt: number }) | null,
  language: Language,
  country: string | null,
): { readonly kind: string; readonly announcedAt: number } | null {
  const count = digits.replace("+", "").length;
  const from = Math.max(0, start - reach);
  const before = folded.slice(from, start);
  const other = Math.max(lastEnd(before, language.kept), lastEnd(before, language.callback.asked));
  const nearest = language.announced
    .filter(
      ({ kind }) => count >= (digitsOf[kind]?.[0] ?? 3) && count <= (digitsOf[kind]?.[1] ?? 16),
    )
    .map(({ kind, pattern }) => ({ kind, ends: lastEnd(before, pattern) }))
    .filter(({ ends }) => ends > 0)
    .toSorted((one, two) => two.ends - one.ends)[0];
  const announcedAt = nearest ? from + nearest.ends : -1;
  if (count === cardDigits && (nearest?.kind === "card" || isCard(digits, ""))) {
    return other > 0 && nearest === undefined && isNear(before, other)
      ? null
      : { kind: "card", announcedAt };
  }
  const phone =
    reachedOn(digits, language, { country, calledFrom: null }) !== null &&
    count >= unnamedDigits - 1;
  if (nearest && nearest.ends >= other) {
    const since = before.slice(nearest.ends);
    const again =
      last !== null && last.announcedAt === announcedAt && start - last.end > phoneReach;
    const farPhone = phone && since.length > (nearest.kind === "code" ? 12 : phoneReach);
    if (!again && !farPhone && !twoSentences.test(since))
      return { kind: nearest.kind, announcedAt };
  }
  const unnamed = count >= unnamedDigits && !phone && !isNamed(before, language);
  return unnamed ? { kind: "number", announcedAt: -1 } : null;
}

/** Kinds that are short, and so no phone number. */
const codes: ReadonlySet<string> = new Set(["PIN", "code", "one-time code", "security code"]);
const mostCodeDigits = 8;
const behindWithin = 36;

/** "Acht eins zwölf, das ist der Code": its name comes after it, and no other number does. */
function namedBehind(
  folded: string,
  { digits, start, end }: SpokenNumber,
  next: SpokenNumber | null,
  language: Language,
): { readonly kind: string; readonly announcedAt: number } | null {
  if (digits.length > mostCodeDigits || isNamed(folded.slice(0, start), language)) return null;
  const after = folded.slice(end, end + behindWithin).split(/[.?!]\s/)[0] ?? "";
  const named = language.announced.find(
    ({ kind, pattern }) => codes.has(kind) && pattern.test(after),
  );
  const others =
    next !== null && next.start < end + behindWithin * 2 && next.digits.length >= fewestDigits;
  return named && !others ? { kind: named.kind, announcedAt: -1 } : null;
}

const twoSentences = /[.?!]\s[^.?!]*[.?!]\s/;

/** "Commande numéro 8041...": a few letters between. */
function isNear(before: string, ends: number): boolean {
  return before.length - ends < 16;
}

/** Some ids begin or end with a letter. */
function withLetter(text: string, { start, end }: SpokenNumber, kind: string): Secret {
  if (kind !== "national id") return { kind, start, end };
  const before = /\b[XYZxyz][\s-]?$/.exec(text.slice(Math.max(0, start - 3), start))?.[0] ?? "";
  const after =
    /^[\s,-]{0,2}(?:letra |lettre |letter )?[A-Za-z]\b(?!['\u2019])/.exec(text.slice(end))?.[0] ??
    "";
  const isWord = /^[\s,-]+[aeoyà]$/i.test(after);
  return { kind, start: start - before.length, end: end + (isWord ? 0 : after.length) };
}
