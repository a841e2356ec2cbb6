import type { Verdict } from "../../domain/voicemail/verdict.ts";
import type { SpokenNumber } from "../../text/numbers/spoken-digits.ts";
import type { Message } from "../analyzer.ts";
import { locate } from "../../text/locate.ts";
import { fold } from "../../text/languages/fold.ts";
import type { Language } from "../../text/languages/load-languages.ts";
import { lastEnd } from "../../text/languages/last-end.ts";
import { numbersIn } from "../../text/languages/numbers-in.ts";
import { reachedOn } from "../../text/languages/reach-phone.ts";

const fewestDigits = 7;
const mostDigits = 15;

/** How far back the words that explain a number stand. */
const reach = 70;

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
  for (const spoken of numbersIn(text, language)) {
    const score = scoreOf(folded, spoken, language);
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

/** 0: a number of another kind, or somebody else's. */
function scoreOf(
  folded: string,
  { digits, start, quantity }: SpokenNumber,
  { callback: { asked, notTheirs }, kept }: Language,
): number {
  const count = digits.replace("+", "").length;
  if (quantity || count < fewestDigits || count > mostDigits) return 0;
  const around = folded.slice(Math.max(0, start - reach), start);
  const before = around.slice(around.lastIndexOf("]") + 1);
  const sentence = before.slice(Math.max(0, before.search(/[.?!]\s(?!.*[.?!]\s)/)));
  const wished = lastEnd(sentence, asked);
  const other = Math.max(lastEnd(sentence, kept), lastEnd(sentence, notTheirs));
  if (other > wished || (other > 0 && other === wished)) return 0;
  return wished > 0 ? 3 : 1;
}
