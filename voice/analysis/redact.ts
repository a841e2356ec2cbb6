import { wholeNumbers } from "../numbers/whole-numbers.ts";
import { isPhone } from "./phone-number.ts";

/** A stretch of text that must not be seen. */
interface Secret {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

/** Words that announce a secret number, and how many digits of it may follow. */
const announced: readonly {
  readonly kind: string;
  readonly pattern: RegExp;
  readonly digits: readonly [number, number];
}[] = [
  {
    kind: "card",
    pattern: /\b(?:card|visa|master ?card|amex|american express|debit|credit)\b/i,
    digits: [12, 19],
  },
  {
    kind: "security code",
    pattern:
      /\b(?:cvv2?|cvc|security code|(?:three|four|3|4)[- ]digit code|code on (?:the |its )?back|on the back|back (?:says|reads|is)|back code|(?:three|four|3|4) (?:digits|numbers) on)\b/i,
    digits: [3, 4],
  },
  {
    kind: "card expiry",
    pattern: /\b(?:expir(?:y|es|ation|ing)(?: date)?|valid (?:until|thru|through))\b/i,
    digits: [3, 6],
  },
  {
    kind: "PIN",
    pattern: /\b(?:pin(?: number| code)?|passcode|door code|alarm code)\b/i,
    digits: [3, 8],
  },
  {
    kind: "one-time code",
    pattern:
      /\b(?:one[- ]time (?:code|passcode|password)|verification code|authentication code|login code|code\b[^.!?\n]{0,30}\b(?:sent|texted|emailed|messaged)(?: me)?|(?:sent|texted) (?:me )?(?:a |the )?code|otp)\b/i,
    digits: [4, 8],
  },
  {
    kind: "national id",
    pattern:
      /\b(?:social(?: security)?(?: number)?|ssn|s\.s\.n|social insurance|sin number|national insurance|n\.?i\.? number|p\.? ?p\.? ?s\.?(?: number)?|nric|(?:my|the|a) sin\b|pan (?:card|number)|national id(?:entity)?(?: number| card)?|identity (?:card|number)|emirates id|curp|dni|bsn|personnummer|tax (?:id|number)|tax file|tfn|ird(?: number)?|aadhaa?r|nhs number|medicare number|passport number|driv(?:er'?s|ing) licen[cs]e)\b/i,
    digits: [4, 16],
  },
  {
    kind: "bank account",
    pattern:
      /\b(?:bank account|banks?\b[^.!?\n]{0,60}\baccount number|account (?:number )?(?:at|with) (?:the |my )?(?:bank|barclays|lloyds|hsbc|chase|wells)|routing(?: number)?|sort code|iban|bsb)\b/i,
    digits: [6, 24],
  },
  {
    kind: "date of birth",
    pattern: /\b(?:date of birth|d\.?o\.?b|birth ?date|birthday is|born (?:on|in)?)\b/i,
    digits: [1, 8],
  },
];

/** How far an announcement reaches. */
const reach = 60;

const password =
  /\b(?:password|pass ?phrase|secret word|memorable word)(?: \w+){0,3}? (?:is|was|it's|:)\s*/gi;
const month =
  "(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)";
const day =
  "(?:\\d{1,4}(?:st|nd|rd|th)?|the|of|oh?|and|hundred|thousand|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\\w+teenth|twentieth|thirtieth|thirty|twenty|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\w+teen|\\w+ty)";
const birthDate = new RegExp(
  `\\b(?:date of birth|d\\.?o\\.?b\\.?|birth ?date|birth ?day|born)(?:\\W+(?:is|was|on|in|it's))*\\W+((?:${day}[\\s,-]+){0,5}?${month}(?:[\\s,-]+${day}\\b){0,7})`,
  "gi",
);
const iban = /\b[A-Z]{2}\s?\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b/g;
const niNumber = /\b[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b/gi;
/** Ids that are told by their shape: Singapore, India's PAN, Ireland's PPS, Spain's DNI. */
const shapedIds =
  /\b(?:[STFGM]\d{7}[A-Z]|[A-Z]{5}\d{4}[A-Z]|\d{7}[A-W][A-I]?|\d{8}[A-HJ-NP-TV-Z])\b/g;
/** A date that lies so far back that it can only be a birth: `19/7/84`, `3-11-1962`. */
const longAgo = /\b\d{1,2}[/.-]\d{1,2}[/.-](?:19\d{2}|200\d|[3-9]\d)\b/g;
const sin = /\bSIN\b[^.!?\n]{0,60}?\b(\d{3}[- ]?\d{3}[- ]?\d{3})\b/g;
const ssn = /\b\d{3}[- ]\d{2}[- ]\d{4}\b/g;

/**
 * Removes what nobody may read in a comment or send to a cloud: cards, codes, national ids, bank accounts, dates of birth,
 * passwords, as digits or spoken. Phone numbers, orders, tickets, policies and extensions are kept.
 */
export function redact(text: string, country: string | null = null): string {
  const secrets = [...patternSecrets(text), ...numberSecrets(text, country)].toSorted(
    (one, other) => one.start - other.start,
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

function patternSecrets(text: string): Secret[] {
  const found: Secret[] = [];
  for (const [kind, pattern] of [
    ["bank account", iban],
    ["national id", niNumber],
    ["national id", ssn],
    ["national id", shapedIds],
    ["date of birth", longAgo],
  ] as const) {
    for (const { 0: match, index } of text.matchAll(pattern))
      found.push({ kind, start: index, end: index + match.length });
  }
  for (const { 0: match, 1: id = "", index } of text.matchAll(sin)) {
    const end = index + match.length;
    found.push({ kind: "national id", start: end - id.length, end });
  }
  for (const { 0: match, index } of text.matchAll(password)) {
    const start = index + match.length;
    const rest = /^[^.,;?!\n]{1,40}/.exec(text.slice(start))?.[0] ?? "";
    const word =
      /^\S+(?:\s+(?!and\b|please|so\b|if\b|thanks|my\b|the\b|call\b|but\b)\S+){0,3}/.exec(
        rest,
      )?.[0] ?? rest;
    found.push({ kind: "password", start, end: start + word.length });
  }
  for (const match of text.matchAll(birthDate)) {
    const date = match[1] ?? "";
    const start = match.index + match[0].length - date.length;
    found.push({ kind: "date of birth", start, end: start + date.trimEnd().length });
  }
  return found;
}

function numberSecrets(text: string, country: string | null): Secret[] {
  const numbers = wholeNumbers(text, (digits) => isPhone(digits, country));
  return numbers.flatMap(({ digits, start, end }) => {
    const count = digits.replace("+", "").length;
    if (count >= 13 && count <= 19 && passesLuhn(digits)) return [{ kind: "card", start, end }];
    const before = text.slice(Math.max(0, start - reach), start);
    // The nearest announcement decides; one of another kind of number between them lifts it.
    const nearest = announced
      .map((one) => ({ ...one, at: lastIndex(before, one.pattern) }))
      .filter(({ at }) => at >= 0)
      .toSorted((one, other) => other.at - one.at)[0];
    if (!nearest) return [];
    const between = before.slice(nearest.at);
    // An announcement is good for one number: the next one is another's.
    const announcedAt = start - before.length + nearest.at;
    const taken = numbers.some((other) => other.start >= announcedAt && other.end <= start);
    if (taken && nearest.kind !== "card expiry") return [];
    const keeps =
      /\b(?:call|phone|mobile|cell|reach|ring|text|order|ticket|policy|claim|extension|ext|invoice|reference|ref|flat|room|unit)\b/i;
    const [fewest, most] = nearest.digits;
    if (keeps.test(between) || count < fewest || count > most) return [];
    // Some ids end with a letter or two, said one by one.
    const letters =
      nearest.kind === "national id" ? /^(?:\s+[a-hj-z]\b(?!')){1,2}/i.exec(text.slice(end)) : null;
    return [{ kind: nearest.kind, start, end: end + (letters?.[0].length ?? 0) }];
  });
}

function lastIndex(text: string, pattern: RegExp): number {
  return [...text.matchAll(new RegExp(pattern.source, "gi"))].at(-1)?.index ?? -1;
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
