import type { Outcome } from "./outcome.ts";
import type { Hearing } from "./transcript.ts";

/** The outcome of a recording that was heard. */
export function outcomeOf({ transcript }: Hearing): Outcome {
  if (transcript === null) return "empty";
  return transcript.doubts.length === 0 ? "transcribed" : "doubtful";
}
