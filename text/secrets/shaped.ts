import { readExpressions } from "../rules/expressions.ts";
import { once } from "../rules/once.ts";
import { birthDates } from "./birth-date.ts";
import { isOfNamedThing } from "./named-things.ts";
import type { Secret } from "./secret.ts";

const patterns: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ["bank account", /\b[A-Z]{2}\s?\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b/g],
  // Britain's national insurance number.
  ["national id", /\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b/gi],
  // The United States' social security number.
  ["national id", /\b\d{3}[- ]\d{2}[- ]\d{4}\b/g],
  // Singapore's NRIC, India's PAN, Ireland's PPS, Spain's DNI.
  [
    "national id",
    /\b(?:[STFGM]\d{7}[A-Z]|[A-Z]{5}\d{4}[A-Z]|\d{7}[A-W][A-I]?|\d{8}[A-HJ-NP-TV-Z])\b/g,
  ],
];

const rules = once(() => readExpressions(new URL("./shaped.yaml", import.meta.url)));

/** Ids that mix letters and digits, said one by one. */
const spelled = once(() => {
  const item = rules()("item");
  return new RegExp(
    `\\b${rules()("spelledId")}(?: (?:number|card|no\\.?))?(?:'s| is| was|,|:| it's| that's)*\\s+(${item}(?:[\\s,-]+${item}){5,})`,
    "gi",
  );
});

const password =
  /\b(?:password|pass ?phrase|pass ?word|(?:security|secret|memorable|safe|alarm) ?word)(?:'s| (?:for|on|to) (?:the |my |it |that |this )?\w+(?: \w+)?)?(?: (?:i (?:was given|was using|use|used|have|set)|that i use|you gave me))?(?: is| was| would be| should be|'s|:|,)\s*(?:it's |that's |is )?/gi;

/** Said later in the sentence, or in the next: "I had set it to ...", "and it's Hereford seven seven". */
const passwordLater =
  /\b(?:password|pass ?phrase|memorable word|secret word)\b[^?!]{0,110}?(?:\b(?:set it to|so that's|the word(?:'s| is))\s+|\b(?:and|but) it's (?=[A-Z]\w))/g;

/** How it is written: "capital S, then the number nineteen", "P E R I". */
const spelling =
  /^(?:,? (?:all one word|capital \w\b|(?:all )?(?:lower|upper) ?case(?: \w\b)?|then [\w ]{1,30}|(?:with )?an? (?:exclamation|hash|underscore|dash|dollar|at)[\w ]*|(?:[A-Z]\b[ ,-]*){3,}))+/;

/** A password ends where the sentence goes on about something else. */
const passwordWords =
  /^\S+(?:\s+(?!and\b|please|so\b|if\b|thanks|my\b|call\b|but\b|or\b|because\b|which\b|when\b|ring\b|then\b|for\b)\S+){0,5}/;

const social = /\bSIN\b[^.!?\n]{0,60}?\b(\d{3}[- ]?\d{3}[- ]?\d{3})\b/g;

/** "The gate code is 27B84": letters among the digits of a code. */
const mixedCode = once(
  () =>
    new RegExp(
      `\\b${rules()("lockCode")}(?:'s| is|:|,| for it is| it's| that's| now)*\\s+((?=[A-Z\\d]*\\d)(?=\\d*[A-Z])(?!\\d+(?:st|nd|rd|th)\\b)[A-Z\\d]{3,10})(?!\\w)`,
      "gi",
    ),
);

/** "Ref is 3140088MH" is a reference, whatever its shape. */
const referenceBefore =
  /\b(?:ref|reference|order|ticket|policy|claim|booking|invoice|case|job|docket|serial|part)(?: (?:number|no\.?|code))?(?:'s| is|:|,)?\s*$/i;

/** Of the post: "AB 123456785 GB". */
const ofPost = /^[A-Z]{2}\s?(?:\d\s?){9}[A-Z]{2}$/;

function isReference(said: string, before: string): boolean {
  return referenceBefore.test(before) || ofPost.test(said) || isOfNamedThing(before);
}

/** What is told by its shape, or by the words right before it. */
export function shapedSecrets(text: string): Secret[] {
  const whole = patterns.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)]
      .filter(
        ({ 0: said, index }) => !isReference(said, text.slice(Math.max(0, index - 80), index)),
      )
      .map(({ 0: match, index }) => ({ kind, start: index, end: index + match.length })),
  );
  const last = (kind: string, pattern: RegExp): Secret[] =>
    [...text.matchAll(pattern)].map((match) => {
      const secret = match[1] ?? "";
      const start = match.index + match[0].length - secret.length;
      return { kind, start, end: start + secret.trimEnd().length };
    });
  return [
    ...whole,
    ...last("national id", social),
    ...last("id", spelled()),
    ...last("code", mixedCode()),
    ...birthDates(text),
    ...passwords(text),
  ];
}

/** "Capital B, lower case a, d, g, ...": so nothing but a password is said. */
const spelledPassword = /\b(?:capital|upper ?case) [a-z]\b(?:,| then| and)[^.?!]{3,160}/gi;
const signingIn = /\b(?:password|pass ?phrase|log ?in|memorable|security|username)\b/i;

function passwords(text: string): Secret[] {
  const letters = signingIn.test(text) ? [...text.matchAll(spelledPassword)] : [];
  return [
    ...letters.map(({ 0: said, index }) => ({
      kind: "password",
      start: index,
      end: index + said.length,
    })),
    ...passwordsAsWords(text),
  ];
}

function passwordsAsWords(text: string): Secret[] {
  return [...text.matchAll(password), ...text.matchAll(passwordLater)].flatMap(
    ({ 0: match, index }) => {
      const start = index + match.length;
      return passwordAt(text, start) ?? [];
    },
  );
}

function passwordAt(text: string, start: number): Secret | null {
  const rest = /^[^.;?\n]{1,60}/.exec(text.slice(start))?.[0] ?? "";
  const word = passwordWords.exec(rest)?.[0].replace(/,$/, "") ?? rest;
  if (!tellsNone.test(word)) {
    const letters = spelling.exec(text.slice(start + word.length))?.[0] ?? "";
    return { kind: "password", start, end: start + word.length + letters.length };
  }
  // "My password's wrong, it's ...".
  const told = /^[^.;?\n]{1,40}?,? (?:it's|that's|it is|its) (?!not\b|wrong\b)(?=\S)/i.exec(rest);
  return told ? passwordAt(text, start + told[0].length) : null;
}

/** "The password is wrong". */
const tellsNone =
  /^(?:not|wrong|expired|incorrect|locked|invalid|no longer|reset|being|gone|the same|what|too|rule|(?:won|do|does|did|is|was)n't)\b/i;
