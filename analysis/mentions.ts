import type { Segment } from "../domain/voicemail/transcript.ts";
import type { Evidence } from "../domain/voicemail/verdict.ts";
import { locate } from "../text/locate.ts";
import { spokenNumbers } from "../text/numbers/spoken-digits.ts";
import { once } from "../text/rules/once.ts";
import { apart, inWindows, type Span } from "../text/windows.ts";
import { rulesOf } from "./rules/read-rules.ts";

/** More are no help to who reads. */
const mostMentions = 5;

const rules = once(() => rulesOf("mentions"));

/** What names a moment that matters: "by Friday", "before noon", "within two days", "tonight". */
const deadline = once(() => new RegExp(`\\b${rules()("deadline")}`, "gi"));

/** `order number 48-1123`, `ticket INC0042`, `Matter MC-2203`: a kind, and within a few words a number. */
const reference = once(
  () =>
    new RegExp(
      `\\b${rules()("kind")}s?(?:'s)?(?: (?:number|no\\.?|id|code|reference|ref|is|was|it's|ending|here))*(?:\\s*[:#,]|\\.)?\\s*(#?(?=[\\p{L}\\d/-]*\\d)[\\p{L}\\d]+(?:[-/ ](?=[\\p{L}\\d/-]*\\d)[\\p{L}\\d]+)*)`,
      "giu",
    ),
);

/** A code that stands by itself: letters, and three digits or more. */
const code = /\b(?=[A-Z]{1,5}[-/ ]?\d)[A-Z]{1,5}(?:[-/ ]?\d{3,}|[-/]\d+)(?:[-/]\d+)*[A-Z]?\b/g;

/** The moments that a caller sets, as they said them. */
export function findDeadlines(text: string, segments: readonly Segment[]): readonly Evidence[] {
  const found = inWindows(text, (part) =>
    [...part.matchAll(deadline())].map(({ 0: match, index }) => ({
      start: index,
      end: index + match.length,
    })),
  );
  return apart(found)
    .slice(0, mostMentions)
    .map(({ start, end }) => locate(text, segments, start, end));
}

/** The numbers of orders, tickets and the like. */
export function findReferences(text: string, segments: readonly Segment[]): readonly Evidence[] {
  return apart(inWindows(text, referencesIn))
    .slice(0, mostMentions)
    .map(({ start, end }) => locate(text, segments, start, end));
}

function referencesIn(text: string): readonly Span[] {
  return [
    ...[...text.matchAll(reference())].map((match) => {
      const value = match[1] ?? "";
      const start = match.index + match[0].lastIndexOf(value);
      return { start, end: start + value.length };
    }),
    ...[...text.matchAll(code)].map(({ 0: match, index }) => ({
      start: index,
      end: index + match.length,
    })),
    ...spokenReferences(text),
  ].toSorted((one, other) => one.start - other.start);
}

const kind = once(
  () =>
    new RegExp(
      `\\b${rules()("kind")}s?(?: (?:number|no\\.?|id|code|reference|ref|is|was|it's|ending))*[\\s,:.]*$`,
      "i",
    ),
);

/** "invoice four seven one two". */
function spokenReferences(text: string): { start: number; end: number }[] {
  return spokenNumbers(text).filter(
    ({ digits, start }) =>
      digits.length >= 3 && kind().test(text.slice(Math.max(0, start - 50), start)),
  );
}
