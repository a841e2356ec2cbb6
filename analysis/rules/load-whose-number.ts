import { z } from "zod";
import { eitherCase } from "../../text/either-case.ts";
import { lines } from "./lines.ts";
import { readRules } from "./read-rules.ts";

/** What stands for a list in the expressions of the others. */
const lists = ["role", "ask", "asking", "paper"] as const;

const whoseFile = z.object({
  role: lines,
  ask: lines,
  asking: lines,
  paper: lines,
  theirs: lines,
  past: lines,
  aboutOthers: lines,
  own: lines,
  introduced: lines,
  opened: lines,
  behind: lines,
  askedFor: lines,
});

/** Whose a number is: each an expression that finds all of its kind before a number, or one behind it. */
export type WhoseNumber = Readonly<
  Record<Exclude<keyof z.infer<typeof whoseFile>, (typeof lists)[number]>, RegExp>
>;

/** Words with which something else begins than what was done with a number. */
const turn =
  "(?:about|because|earlier|yesterday|today|this (?:morning|afternoon|week)|before|again|regarding|but|so|and|i|i'm|i'll|my|we're|our|it's|last|back|when|if|please|can|could)\\b";

const name = "(?:(?:Mr|Mrs|Ms|Miss|Dr)\\.? )?\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+){0,2}";
const link = eitherCase(
  "(?:on|at|is|was|via|used|uses|using|from|had|has|gave|number|mobile|cell|phone|landline|as|be|now|new|direct|under)",
);

/** What links somebody to their number: their name, or a word. */
const linked = `(?:(?:'s)?(?:[\\s,]+${name}[\\s,]*(?:[\\s,]+${link})*|(?:[\\s,]+${link})+)|(?:'s|[^.?!]{0,70}? (?:is|is called|called|named|be|be called)) ${name}[\\s,]*(?:[\\s,]+${link})*)[^\\p{L}\\d]*$`;

/** Nothing but some words stands between an expression and the number, none of those that begin something else. */
const upTo = (words: number, not = "(?!)"): string =>
  `(?:'s)?(?=(?:[\\s,.]+(?!${not})[\\p{L}\\d'-]+){0,${words}}[^\\p{L}\\d]*$)`;

let loaded: WhoseNumber | null = null;

/** Reads rules/whose-number.yaml, once. */
export function whoseNumber(): WhoseNumber {
  return (loaded ??= read());
}

function read(): WhoseNumber {
  const file = readRules("whose-number", whoseFile);
  const source = (phrase: string): string =>
    lists.reduce(
      (whole, list) => whole.replaceAll(`{${list}}`, `(?:${file[list].join("|")})`),
      phrase,
    );
  const oneOf = (list: readonly string[]): string => `(?:${list.map(source).join("|")})(?![\\w])`;
  const all = (list: readonly string[], behind = ""): RegExp =>
    new RegExp(`(?<![\\w'])${oneOf(list)}${behind}`, "giu");
  const first = (list: readonly string[], from = "\\W*"): RegExp =>
    new RegExp(`^${from}(?:(?:and|but|so|which|who)\\W+)?${oneOf(list)}`, "giu");
  return {
    theirs: all(file.theirs, upTo(6)),
    past: all(file.past, upTo(7, turn)),
    aboutOthers: new RegExp(`(?<![\\w'])${eitherCase(oneOf(file.aboutOthers))}(?=${linked})`, "gu"),
    own: all(file.own),
    introduced: all(file.introduced),
    opened: new RegExp(
      `^\\W*(?:(?:hi|hello|hey|yes|yeah|oh|good \\w+|morning|afternoon)\\b[ ,]*){0,3}${oneOf(file.opened)}`,
      "giu",
    ),
    behind: first(file.behind, "[\\s,]*"),
    askedFor: first(file.askedFor),
  };
}
