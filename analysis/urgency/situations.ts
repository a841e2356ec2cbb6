import type { Evidence, Intent, UrgencyLevel } from "../../domain/voicemail/verdict.ts";
import { clauseAt, clausesOf } from "../../text/clauses.ts";
import { locate } from "../../text/locate.ts";
import type { Message } from "../analyzer.ts";
import { urgencyRules } from "../rules/load-rules.ts";
import { correctSlips } from "./slips.ts";
import type { Span } from "../../text/windows.ts";
import { standingOf } from "./standing.ts";

/** What rules know as more or less urgent, where its words stand in a text. */
export interface Situation extends Span {
  readonly level: UrgencyLevel;
  /** A word or two for the head of the comment. */
  readonly topic: string;
  readonly intent: Intent | null;
}

export interface Situations {
  /** Those that have come to pass, the most serious first. */
  readonly standing: readonly Situation[];
  /** Words of urgent ones that do not count: denied, over, or a condition that has not come true. */
  readonly denied: readonly Situation[];
  /** Whether what is said up to a place was taken back behind it. */
  readonly liftedAt: (end: number, danger: boolean) => boolean;
  /** The caller took something back, or said that it is mended. */
  readonly takenBack: boolean;
  /** The caller says that it may wait. */
  readonly mayWait: boolean;
}

/** From here on a situation is urgent. */
const urgentLevel = 4;

/** Finds what rules know, sentence by sentence, also through a recogniser's slips. */
export function situationsIn(given: string): Situations {
  const { text, at } = correctSlips(given);
  const standing = standingOf(text, clausesOf(text));
  const found: Situation[] = [];
  const denied: Situation[] = [];
  for (const { level, topic, pattern, intent = null, denies = false } of urgencyRules()) {
    for (const { 0: words, index } of text.matchAll(new RegExp(pattern.source, "gi"))) {
      const span = { start: index, end: index + words.length };
      const one = { start: at(span.start), end: at(span.end), level, topic, intent };
      if (standing.counts(span, { denies, danger: level === 5 })) found.push(one);
      else if (level >= urgentLevel) denied.push(one);
    }
  }
  return {
    standing: found.toSorted((one, other) => other.level - one.level),
    denied,
    liftedAt: (end, danger) => standing.liftedAt(end, danger),
    takenBack: standing.takenBack,
    mayWait: standing.mayWait,
  };
}

/** A clause is quoted whole where it is short: two words alone say little. */
const quotableClause = 70;

/** At most so many of the same kind are quoted. */
const mostQuotes = 3;

/** The words that show the most serious situation, each in its clause. */
export function evidenceOf(
  { text, segments }: Pick<Message, "text" | "segments">,
  standing: readonly Situation[],
): readonly Evidence[] {
  const clauses = clausesOf(text);
  const [most] = standing;
  return standing
    .filter(({ level, topic }) => level === most?.level && topic === most.topic)
    .slice(0, mostQuotes)
    .map(({ start, end }) => {
      const clause = clauseAt(clauses, start);
      if (!clause || clause.text.length > quotableClause) return locate(text, segments, start, end);
      const length = clause.text.replace(/[\s.,;?!]+$/, "").length;
      return locate(text, segments, clause.start, Math.max(end, clause.start + length));
    });
}
