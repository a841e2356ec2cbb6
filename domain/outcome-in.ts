import type { Outcome } from "./outcome.ts";

const heads: readonly (readonly [string, Outcome])[] = [
  ["DOUBTFUL", "doubtful"],
  ["EMPTY", "empty"],
  ["UNREADABLE", "unreadable"],
  ["UNTRANSCRIBED", "untranscribed"],
  ["MISSING", "missing"],
];

/** The outcome that a comment of ours tells, by its first word. The comment outlives what Temporal remembers. */
export function outcomeIn(comment: string): Outcome {
  return heads.find(([word]) => comment.startsWith(word))?.[1] ?? "transcribed";
}
