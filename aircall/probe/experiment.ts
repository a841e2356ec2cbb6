import type { Ask } from "./ask.ts";

/** Short answers by their question, in the words of `expected`. Nothing of a caller is in them. */
export type Sights = Readonly<Record<string, string>>;

/** Questions that the same requests answer. */
export interface Experiment {
  /** The requests, for people. */
  readonly asked: string;
  /** Each question with the simulator's answer by default. */
  readonly expected: Sights;
  /** A question that could not be asked is left out; one of another experiment may be answered in passing. */
  readonly run: (ask: Ask) => Promise<Sights>;
}

/** What was seen of one question, beside what the simulator would answer. */
export interface Observation {
  readonly question: string;
  readonly expected: string;
  /** Null: it could not be seen this time. */
  readonly seen: string | null;
  readonly agrees: boolean | null;
}

/** Holds what was seen against what the simulator answers. */
export function compare(expected: Sights, seen: Sights): Observation[] {
  return Object.entries(expected).map(([question, answer]) => {
    const sight = seen[question];
    return sight === undefined
      ? { question, expected: answer, seen: null, agrees: null }
      : { question, expected: answer, seen: sight, agrees: sight === answer };
  });
}
