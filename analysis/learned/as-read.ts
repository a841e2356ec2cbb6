import { correctSlips } from "../urgency/slips.ts";
import { withoutNumbers } from "./without-numbers.ts";

/** A text as the learned parts read it: as it was meant, and without what tells nothing. */
export function asRead(text: string): string {
  return withoutNumbers(spokenCase(correctSlips(text).text));
}

/** A text in capitals says the same: the encoder tells letters apart by their case. */
function spokenCase(text: string): string {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const small = text.match(/\p{Ll}/gu)?.length ?? 0;
  return capitals > small * 2 ? text.toLowerCase() : text;
}
