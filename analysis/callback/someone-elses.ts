import { everyMatch } from "../../text/every-match.ts";
import { whoseNumber } from "../rules/load-whose-number.ts";

/** How far before a number it is said whose it is, in letters. */
const reach = 70;

/** In a longer sentence it is told of whom it is. */
const sentenceReach = 140;

/** A sentence's end; "Dr." is none. */
const earlier = /^.*(?<!\b(?:Dr|Mr|Mrs|Ms|St|No))[.?!]\s+/s;

/** What a kind of words is worth that stands right before the number; so many words further away it is worth half. */
const worth = { theirs: 3, past: 3, aboutOthers: 2.5, own: 3, introduced: 3, opened: 4 };
const halved = 6;

/** That somebody says a number at all counts as much for themselves. */
const worthOfSaying = 0.6;

/**
 * Whether a number is another's than the caller's, by its sentence: what speaks for somebody else
 * is weighed against what speaks for the caller, each the more the nearer it stands to the number.
 * What says nothing of either leaves it to the caller.
 *
 * @param before what is said before the number
 * @param after what is said behind it
 */
export function isSomeoneElses(before: string, after: string): boolean {
  const words = whoseNumber();
  const sentence = before.slice(-sentenceReach).replace(earlier, "");
  const near = sentence.slice(-reach);
  const theirs = Math.max(
    weigh(near, words.theirs, worth.theirs),
    weigh(near, words.past, worth.past),
    isUnbroken(sentence) ? 0 : weigh(sentence, words.aboutOthers, worth.aboutOthers),
  );
  if (everyMatch(after, words.askedFor).length > 0) return false;
  const own = Math.max(
    weigh(near, words.own, worth.own),
    weigh(sentence, words.introduced, worth.introduced),
    weigh(sentence, words.opened, worth.opened),
  );
  if (own > 0) return theirs > own;
  return theirs > worthOfSaying || everyMatch(after, words.behind).length > 0;
}

/** Written without a stop or a comma: who is told of further back has nothing to do with the number. */
function isUnbroken(sentence: string): boolean {
  return sentence.length >= sentenceReach && !/[,.;:?!]/.test(sentence);
}

/** What the last that a pattern finds is worth; 0 where it finds none. */
function weigh(words: string, pattern: RegExp, most: number): number {
  const last = everyMatch(words, pattern).at(-1);
  if (!last) return 0;
  const between = words.slice(last.index + last[0].length).match(/[\p{L}\d'-]+/gu)?.length ?? 0;
  return most / (1 + between / halved);
}
