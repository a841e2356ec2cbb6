import type { Segment } from "../domain/voicemail/transcript.ts";
import type { Evidence } from "../domain/voicemail/verdict.ts";
import { locate } from "../text/locate.ts";
import { spokenNumbers } from "../text/numbers/spoken-digits.ts";
import { apart, inWindows, type Span } from "../text/windows.ts";

/** More are no help to who reads. */
const mostMentions = 5;

const day = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
const month =
  "(?:january|february|march|april|may|june|july|august|september|october|november|december)";
const hour =
  "(?:noon|midnight|lunch(?:time)?|close of (?:business|play)|closing(?: time)?|end of (?:the )?(?:day|week|month|business)|(?:half past |quarter (?:past|to) )?(?:\\d{1,2}(?:[:.]\\d\\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: ?o'?clock| thirty| fifteen| forty-?five)?(?: ?[ap]\\.?m\\.?)?)";
const date = `(?:the )?\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${month}|${month} (?:the )?\\d{1,2}(?:st|nd|rd|th)?`;
const named = `(?:(?:this |next )?${day}(?: (?:morning|afternoon|evening|night|lunchtime))?|${date})`;
const when = `(?:(?:this |next |tomorrow |on )?(?:${day}|today|tonight|tomorrow|this (?:morning|afternoon|evening|week|month))(?: (?:morning|afternoon|evening|night|lunchtime))?|${date}|${hour})`;

const span =
  "(?:an?|the next|the|one|two|three|four|five|six|seven|ten|\\d+|twenty-?four|forty-?eight)(?: \\w+)? (?:hours?|minutes?|days?|weeks?)";

/** What names a moment that matters: "by Friday", "before noon", "within two days", "tonight". */
const deadline = new RegExp(
  `\\b(?:(?:by|before|no later than|not later than|until|till|latest by|within|inside|in)\\s+(?:(?:the )?(?:end|close) of (?:the )?(?:day|week|month|business|play|today)|${span}|(?:at )?${when}(?:(?: at| on| in the|,)? ${when})?|(?:they|you|we|i|he|she|it) (?:shut|close|open|leave|go|goes|leaves|closes|opens)s?(?: at ${hour})?)|(?:on|for|from) ${named}(?: at ${hour})?|at ${hour}(?: (?:this|tomorrow|on|tonight)(?: \\w+)?)?(?! ?(?:\\d|oh\\b|zero|one\\b|two\\b|three|four|five|six|seven|eight|nine|double|triple))|(?:first thing )?(?:today|tonight|tomorrow(?: (?:morning|afternoon|evening|night))?|this (?:morning|afternoon|evening)))`,
  "gi",
);

const kinds =
  "order|ticket|reference|ref|case|policy|claim|invoice|booking|confirmation|tracking|job|docket|quote|work order|purchase order|po|account|customer|membership|member|file|matter|lease|reservation|incident|serial|part|contract|permit|application|prescription";

/** `order number 48-1123`, `ticket INC0042`, `Matter MC-2203`: a kind, and within a few words a number. */
const reference = new RegExp(
  `\\b(?:${kinds})s?(?:'s)?(?: (?:number|no\\.?|id|code|reference|ref|is|was|it's|ending|here))*(?:\\s*[:#,]|\\.)?\\s*(#?(?=[\\p{L}\\d/-]*\\d)[\\p{L}\\d]+(?:[-/ ](?=[\\p{L}\\d/-]*\\d)[\\p{L}\\d]+)*)`,
  "giu",
);

/** A code that stands by itself: letters, and three digits or more. */
const code = /\b(?=[A-Z]{1,5}[-/ ]?\d)[A-Z]{1,5}(?:[-/ ]?\d{3,}|[-/]\d+)(?:[-/]\d+)*[A-Z]?\b/g;

/** The moments that a caller sets, as they said them. */
export function findDeadlines(text: string, segments: readonly Segment[]): readonly Evidence[] {
  const found = inWindows(text, (part) =>
    [...part.matchAll(deadline)].map(({ 0: match, index }) => ({
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
    ...[...text.matchAll(reference)].map((match) => {
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

const kind = new RegExp(
  `\\b(?:${kinds})s?(?: (?:number|no\\.?|id|code|reference|ref|is|was|it's|ending))*[\\s,:.]*$`,
  "i",
);

/** "invoice four seven one two". */
function spokenReferences(text: string): { start: number; end: number }[] {
  return spokenNumbers(text).filter(
    ({ digits, start }) =>
      digits.length >= 3 && kind.test(text.slice(Math.max(0, start - 50), start)),
  );
}
