import type { Span } from "../../text/windows.ts";
import { clauseAt, type Clause } from "../../text/clauses.ts";
import { standingWords } from "../rules/load-standing.ts";

/** Whether what a text names has come to pass. */
export interface Standing {
  /** Whether a situation counts: it is no condition, not over, not denied, no goods, not taken back. */
  readonly counts: (situation: Span, of: { denies: boolean; danger: boolean }) => boolean;
  /** Whether what is said up to a place was taken back behind it. */
  readonly liftedAt: (end: number, danger: boolean) => boolean;
  /** The caller took something back, or said that it is mended. */
  readonly takenBack: boolean;
  /** The caller says that it may wait. */
  readonly mayWait: boolean;
}

/** "It's sorted now" speaks of what was said right before it, so many letters at most. */
const mendedReach = 260;
/** A danger only with the next sentence: what comes later speaks of another matter. */
const dangerMendedReach = 140;
/** "Never mind" takes back what was said within half a minute: later it speaks of something else. */
const withdrawnReach = 500;

/** A question about goods is answered with goods: the clause that follows is a thought of its own. */
export function standingOf(text: string, clauses: readonly Clause[]): Standing {
  const words = standingWords();
  const happened = ({ index }: { readonly index: number }): boolean =>
    !words.condition.test(beforeIn(clauses, index));
  const withdrawn = [...text.matchAll(words.withdrawn)].filter(happened);
  const unasked = [...text.matchAll(words.unasked)].filter(happened);
  const mended = [...text.matchAll(words.mended)].filter(happened);
  const waits = words.waits.test(text);

  const within = (found: readonly RegExpExecArray[], reach: number) => {
    const places = found.map(({ index }) => index);
    return (end: number): boolean => nextFrom(places, end) - end < reach;
  };
  const isWithdrawn = within(withdrawn, withdrawnReach);
  const isUnasked = within(unasked, withdrawnReach);
  const isMended = within(mended, mendedReach);
  const isDangerMended = within(mended, dangerMendedReach);
  const liftedAt = (end: number, danger: boolean): boolean =>
    isWithdrawn(end) || (danger ? isDangerMended(end) : isUnasked(end) || isMended(end));

  return {
    liftedAt,
    takenBack: withdrawn.length + unasked.length + mended.length > 0,
    mayWait: waits,
    counts: ({ start, end }, { denies, danger }) => {
      if (liftedAt(start, danger)) return false;
      const clause = clauseAt(clauses, start);
      const before = clause ? clause.text.slice(0, start - clause.start) : "";
      const behind = clause ? clause.text.slice(end - clause.start) : "";
      if (words.condition.test(before) || words.named.test(before)) return false;
      if (words.thing.test(behind)) return false;
      const goesOn = words.present.test(clause?.text ?? "");
      if (!goesOn && (words.asking.test(before) || words.past.test(clause?.text ?? "")))
        return false;
      if (waits && words.others.test(before)) return false;
      return denies || !words.negation.test(before) || /\bnot only\b/i.test(before);
    },
  };
}

/** The first of rising places that is not before a place. */
function nextFrom(places: readonly number[], from: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return places[low] ?? Infinity;
}

/** The words of a position's clause that stand before it. */
function beforeIn(clauses: readonly Clause[], position: number): string {
  const clause = clauseAt(clauses, position);
  return clause ? clause.text.slice(0, position - clause.start) : "";
}
