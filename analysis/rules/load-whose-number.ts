import { eitherCase } from "../../text/either-case.ts";
import { once } from "../../text/rules/once.ts";
import { rulesOf } from "./read-rules.ts";

/** Whose a number is: each an expression that finds all of its kind before a number, or one behind it. */
export interface WhoseNumber {
  readonly theirs: RegExp;
  readonly past: RegExp;
  readonly aboutOthers: RegExp;
  readonly own: RegExp;
  readonly introduced: RegExp;
  readonly opened: RegExp;
  readonly behind: RegExp;
  readonly askedFor: RegExp;
}

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

/** What rules/whose-number.yaml says, read once. */
export const whoseNumber = once((): WhoseNumber => {
  const rules = rulesOf("whose-number");
  const oneOf = (list: string): string => `${rules(list)}(?![\\w])`;
  const all = (list: string, behind = ""): RegExp =>
    new RegExp(`(?<![\\w'])${oneOf(list)}${behind}`, "giu");
  const first = (list: string, from = "\\W*"): RegExp =>
    new RegExp(`^${from}(?:(?:and|but|so|which|who)\\W+)?${oneOf(list)}`, "giu");
  return {
    theirs: all("theirs", upTo(6)),
    past: all("past", upTo(7, turn)),
    aboutOthers: new RegExp(`(?<![\\w'])${eitherCase(oneOf("aboutOthers"))}(?=${linked})`, "gu"),
    own: all("own"),
    introduced: all("introduced"),
    opened: new RegExp(
      `^\\W*(?:(?:hi|hello|hey|yes|yeah|oh|good \\w+|morning|afternoon)\\b[ ,]*){0,3}${oneOf("opened")}`,
      "giu",
    ),
    behind: first("behind", "[\\s,]*"),
    askedFor: first("askedFor"),
  };
});
