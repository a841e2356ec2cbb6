import { writeLongNumbers } from "../../text/numbers/write-numbers.ts";

/** From here on digits are a number that somebody dictates; which one tells nothing of what is the matter. */
const dictated = /\+?\(?\d[\d\s().-]{5,}\d/g;

/** A text with its long numbers as one word, so that it is judged the same however they were said or written. */
export function withoutNumbers(text: string): string {
  return writeLongNumbers(text).replaceAll(dictated, "this number");
}
