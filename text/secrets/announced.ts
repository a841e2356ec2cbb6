import { readExpressions } from "../rules/expressions.ts";
import { once } from "../rules/once.ts";

/** Words that announce a secret number. */
export interface Announcement {
  /** As it stands in place of the number. */
  readonly kind: string;
  readonly pattern: RegExp;
  /** Fewest and most digits of it. */
  readonly digits: readonly [number, number];
}

/** Each kind's fewest and most digits. */
const kinds: readonly (readonly [kind: string, fewest: number, most: number])[] = [
  ["card", 12, 19],
  ["security code", 3, 4],
  ["card expiry", 3, 6],
  ["PIN", 3, 8],
  ["code", 3, 8],
  ["one-time code", 4, 8],
  ["national id", 4, 16],
  ["sort code", 5, 9],
  ["bank account", 6, 24],
  ["date of birth", 4, 8],
];

const rules = once(() => readExpressions(new URL("./announced.yaml", import.meta.url)));
const wholeWords = (list: string): RegExp => new RegExp(`\\b${rules()(list)}\\b`, "i");

/** What announces each kind of secret, and how many digits that has, fewest and most. */
export const announcements = once((): readonly Announcement[] =>
  kinds.map(([kind, fewest, most]) => ({
    kind,
    pattern: wholeWords(kind),
    digits: [fewest, most],
  })),
);

/** Numbers of another kind between an announcement and a number lift it. */
export const otherNumber = once(() => wholeWords("otherNumber"));

/** An account is a bank's where the message speaks of one; else it is the customer's with the team. */
export const bankTalk = once(() => wholeWords("bankTalk"));
