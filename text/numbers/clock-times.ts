import { readExpressions } from "../rules/expressions.ts";
import { once } from "../rules/once.ts";

const rules = once(() => readExpressions(new URL("./clock-times.yaml", import.meta.url)));

/** One to twelve, as an expression. */
export const hourWord = (): string => rules()("hour");

/** Of five minutes each: who says others dictates a number. */
export const minuteWord = (): string => rules()("minute");

/** "At five to twelve", "from ten, eleven or two thirty": a number in it is none that somebody dictates. */
export const spokenTimes = once((): readonly RegExp[] =>
  ["fromTo", "toThePast", "oneOrTheOther"].map((list) => new RegExp(rules()(list), "gi")),
);
