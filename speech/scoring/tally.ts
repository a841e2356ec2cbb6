import type { Outcome } from "../../domain/voicemail/outcome.ts";
import type { Label } from "./label.ts";
import { beginsAs, digitErrors, wordErrors } from "./word-errors.ts";

/** A labelled recording and what was made of it. */
export interface LabelledHearing {
  readonly label: Label;
  readonly outcome: Outcome;
  readonly text: string;
  readonly durationSeconds: number;
  readonly elapsedSeconds: number;
}

/** The figures of one set of recordings. Shares are between 0 and 1, null where there is nothing to count. */
export interface Figures {
  readonly set: string;
  readonly files: number;
  readonly wordErrorRate: number | null;
  readonly digitErrorRate: number | null;
  /** Recordings in which digits are said. */
  readonly withDigits: number;
  /** Of those, the ones in which every digit is right, and none is added. */
  readonly exact: number;
  /** Speech whose first words are missing. */
  readonly beginningsLost: number;
  /** Speech that was called empty. */
  readonly falselyEmpty: number;
  /** Text where nobody speaks. */
  readonly falseText: number;
  readonly doubtful: number;
  /** No text, though not empty: unreadable, untranscribed. */
  readonly failed: number;
  /** Seconds of work for a second of audio. */
  readonly realTimeFactor: number;
}

/** @param set the name that the labels have for it */
export function figuresOf(set: string, hearings: readonly LabelledHearing[]): Figures {
  const spoken = hearings.filter(({ label }) => label.text);
  const words = spoken.map(({ label, text }) => wordErrors(label.text ?? "", text));
  const digits = spoken.map(({ label, text }) => digitErrors(label.text ?? "", text));
  const count = (test: (one: LabelledHearing) => boolean): number => hearings.filter(test).length;
  return {
    set,
    files: hearings.length,
    wordErrorRate: rate(words),
    digitErrorRate: rate(digits),
    withDigits: digits.filter(({ said }) => said > 0).length,
    exact: digits.filter(({ said, wrong }) => said > 0 && wrong === 0).length,
    beginningsLost: spoken.filter(({ label, text }) => !beginsAs(label.text ?? "", text)).length,
    falselyEmpty: count(({ label, outcome }) => label.text !== "" && outcome === "empty"),
    falseText: count(({ label, text }) => label.text === "" && text !== ""),
    doubtful: count(({ outcome }) => outcome === "doubtful"),
    failed: count(({ outcome }) => outcome === "unreadable" || outcome === "untranscribed"),
    realTimeFactor:
      sum(hearings.map((one) => one.elapsedSeconds)) /
      sum(hearings.map((one) => one.durationSeconds)),
  };
}

function rate(errors: readonly { wrong: number; said: number }[]): number | null {
  const said = sum(errors.map((one) => one.said));
  return said === 0 ? null : sum(errors.map(({ wrong }) => wrong)) / said;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
