import { z } from "zod";
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

/** What links somebody to their number: a comma, or a word. */
const linked =
  "[^\\p{L}\\d]*?(?:[,:;(-]|\\b(?:on|at|is|was|via|used|uses|using|from|has|had|gave|number|mobile|cell|phone|landline|to|as|be))[^\\p{L}\\d]*$";

/** Nothing but some words stands between an expression and the number, none of those that begin something else. */
const upTo = (words: number, { not = "(?!)", end = "[^\\p{L}\\d]*$" } = {}): string =>
  `(?:'s)?(?=(?:[\\s,.]+(?!${not})[\\p{L}\\d'-]+){0,${words}}${end})`;

let loaded: WhoseNumber | null = null;

/** Reads rules/whose-number.yaml, once. */
export function whoseNumber(): WhoseNumber {
  return (loaded ??= read());
}

function read(): WhoseNumber {
  const file = readRules("whose-number", whoseFile);
  const source = (phrase: string): string =>
    lists.reduce(
      (whole, name) => whole.replaceAll(`{${name}}`, `(?:${file[name].join("|")})`),
      phrase,
    );
  const oneOf = (list: readonly string[]): string => `(?:${list.map(source).join("|")})(?![\\w])`;
  const all = (list: readonly string[], behind = ""): RegExp =>
    new RegExp(`(?<![\\w'])${oneOf(list)}${behind}`, "giu");
  const first = (list: readonly string[]): RegExp =>
    new RegExp(`^\\W*(?:(?:and|but|so|which|who)\\W+)?${oneOf(list)}`, "giu");
  return {
    theirs: all(file.theirs, upTo(6)),
    past: all(file.past, upTo(7, { not: turn })),
    aboutOthers: all(file.aboutOthers, upTo(9, { end: linked })),
    own: all(file.own),
    introduced: all(file.introduced),
    opened: new RegExp(
      `^\\W*(?:(?:hi|hello|hey|yes|yeah|oh|good \\w+|morning|afternoon)\\b[ ,]*){0,3}${oneOf(file.opened)}`,
      "giu",
    ),
    behind: first(file.behind),
    askedFor: first(file.askedFor),
  };
}
