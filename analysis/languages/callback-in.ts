import type { Verdict } from "../../domain/voicemail/verdict.ts";
import { withoutTimes } from "../../text/numbers/without-addresses.ts";
import type { SpokenNumber } from "../../text/numbers/spoken-digits.ts";
import type { Message } from "../analyzer.ts";
import { locate } from "../../text/locate.ts";
import { fold } from "../../text/languages/fold.ts";
import type { Language } from "../../text/languages/load-languages.ts";
import { lastEnd } from "../../text/languages/last-end.ts";
import { numbersIn } from "../../text/languages/numbers-in.ts";
import { isOfCodedThing, isOfPart, isRightBehindThing } from "../../text/secrets/named-things.ts";
import { reachedOn } from "../../text/languages/reach-phone.ts";

const fewestDigits = 7;
const mostDigits = 15;

/** How far back the words that explain a number stand. */
const reach = 70;

/** How far behind it they do. */
const behindReach = 50;

/** What a number scores on which somebody asks to be called. */
const calledFor = 3;

/** "Non, pardon": between a wrong number and the right one. */
const correctionReach = 60;

/** The number on which a caller who speaks a language wants to be reached. */
export function callbackIn(
  { text, segments, country, calledFrom }: Omit<Message, "contactName">,
  language: Language,
): Verdict["callback"] {
  const folded = fold(text);
  let best: {
    readonly number: string;
    readonly spoken: SpokenNumber;
    readonly score: number;
  } | null = null;
  for (const spoken of numbersIn(withoutTimes(text), language)) {
    const wished = scoreOf(folded, spoken, language);
    const score = isOfThing(text, spoken, wished) ? 0 : wished;
    const number = score === 0 ? null : reachedOn(spoken.digits, language, { country, calledFrom });
    if (number === null) continue;
    const between = best ? folded.slice(best.spoken.end, spoken.start) : "";
    const corrects =
      best !== null &&
      between.length < correctionReach &&
      language.callback.correction.test(between);
    if (!best || corrects || score > best.score) best = { number, spoken, score };
  }
  if (!best) return null;
  const { number, spoken } = best;
  return { number, evidence: locate(text, segments, spoken.start, spoken.end) };
}

/** A book's, a telephone's, or, where nobody asks to be called on it, a part's. */
function isOfThing(text: string, { start, end }: SpokenNumber, wished: number): boolean {
  const before = text.slice(Math.max(0, start - reach), start);
  return (
    isRightBehindThing(before) ||
    isOfCodedThing(before) ||
    (wished < calledFor && isOfPart(before, text.slice(end, end + behindReach)))
  );
}

/** 0: a number of another kind, or somebody else's. */
function scoreOf(
  folded: string,
  { digits, start, end, quantity }: SpokenNumber,
  { callback: { asked, notTheirs, notTheirsAfter }, kept }: Language,
): number {
  const count = digits.replace("+", "").length;
  if (quantity || count < fewestDigits || count > mostDigits) return 0;
  const around = folded.slice(Math.max(0, start - reach), start);
  const before = around.slice(around.lastIndexOf("]") + 1);
  const sentence = before.slice(Math.max(0, before.search(/[.?!]\s(?!.*[.?!]\s)/))).trimEnd();
  const other = Math.max(lastEnd(sentence, kept), lastEnd(sentence, notTheirs));
  const wish = lastWish(sentence, asked, other > 0);
  const wished = wish ? wish.index + wish[0].length : 0;
  // "Appelez mon mari au": whoever it is of, they are to be called.
  const isWished =
    wish !== null && wished === sentence.length && wish.index < startOf(sentence, notTheirs);
  if (other > wished || (other > 0 && other === wished && !isWished)) return 0;
  if (wished > 0) return calledFor;
  const behind = notTheirsAfter.exec(folded.slice(end, end + behindReach));
  return behind && /^[\s,]*$/.test(folded.slice(end, end + behind.index)) ? 0 : 1;
}

/** "Al", "unter": where somebody else was named before it, no wish to be called. */
const longestLink = 6;

/** Where the last wish to be called ends; 0 where there is none. */
function lastWish(sentence: string, asked: RegExp, isNamed: boolean): RegExpExecArray | null {
  const wishes = [...sentence.matchAll(new RegExp(asked, "g"))];
  return wishes.findLast(({ 0: said }) => !isNamed || said.trimEnd().length > longestLink) ?? null;
}

/** Where the last that a pattern finds begins. */
function startOf(sentence: string, pattern: RegExp): number {
  return [...sentence.matchAll(new RegExp(pattern, "g"))].at(-1)?.index ?? 0;
}
