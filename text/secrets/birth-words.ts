import { readExpressions } from "../rules/expressions.ts";
import { once } from "../rules/once.ts";

const rules = once(() => readExpressions(new URL("./birth-words.yaml", import.meta.url)));

const month = (): string => `${rules()("month")}\\b\\.?`;

/**
 * With a month's name, or day and month as two numbers of which one is an ordinal: "the third of
 * the fourth nineteen eighty two".
 */
export const saidDates = once((): readonly RegExp[] => {
  const word = `${rules()("word")}(?:-${rules()("behindTens")})?(?![\\w-])`;
  const day = `${word}(?![\\s-]+${rules()("counted")})`;
  const gap = "[\\s,-]+(?:(?:slash|stroke|dash)[\\s,]+)?";
  return [
    new RegExp(`\\b(?:${day}${gap}){0,5}?${month()}(?:${gap}${day}){0,7}`, "gi"),
    new RegExp(`\\b(?:${day}${gap}){2,8}${day}`, "gi"),
  ];
});

/** So far back that it can only be a birth: "19 July 1984". */
export const longAgo = once(() => {
  const ordinal = rules()("ordinal");
  const lastCentury = `(?:19\\d{2}|nineteen[\\s-][a-z]+(?:[\\s-]${rules()("unit")})?)`;
  return new RegExp(
    `\\b(?:${ordinal}(?: day)?(?: of)?[\\s-]${month()}|${month()}[\\s-](?:the )?${ordinal}),?[\\s-]${lastCentury}\\b`,
    "gi",
  );
});

/** Nothing but this stands between "born" and its date where no year tells. */
export const right = once(() => new RegExp(`^(?:\\W|\\b${rules()("between")}\\b)*$`, "i"));

/** A birthday that is celebrated. */
export const aParty = once(() => new RegExp(`\\b${rules()("party")}\\b`, "i"));

/** "The foal was born on": whose birth is no secret. */
export const ofAnimal = once(() => new RegExp(`\\b${rules()("animal")}\\b[^.?!]{0,24}$`, "i"));

/** Three numbers with points or strokes between are these as well. */
export const otherGroups = once(
  () =>
    new RegExp(
      `\\b${rules()("otherGroups")}(?: (?:number|no\\.?|code|of|on|in|is|was|were|the|are|sizes?))*(?:'s|:|,)?\\s*$`,
      "i",
    ),
);

/** A year in digits or words: "1985", "'85", "nineteen eighty-five". */
export const yearSaid = once(
  () =>
    new RegExp(
      `\\b(?:19\\d\\d|20[012]\\d|'\\d\\d|(?:nineteen|twenty)[\\s-](?:oh|[a-z]+t[yh]|[a-z]+teen|ten|eleven|twelve)|two thousand|[3-9]\\d$|(?:thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\\s-]${rules()("unit")})?$)`,
      "i",
    ),
);

/** Ordinals, of which a date that is said without a month has one or two. */
export const dayWords = once(
  () =>
    new RegExp(
      `\\b(?:\\d{1,2}(?:st|nd|rd|th)|(?:${rules()("nth")}|tenth|eleventh|twelfth|[a-z]+teenth|twentieth|thirtieth)(?![a-z]))`,
      "gi",
    ),
);

/** A month's name, or its short form. */
export const monthNamed = once(() => new RegExp(`\\b${month()}`, "i"));
