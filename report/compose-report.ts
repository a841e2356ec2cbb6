import type { Report } from "../domain/voicemail/report.ts";
import { tagsFor } from "../domain/voicemail/tags.ts";
import type { Assessment, Evidence } from "../domain/voicemail/verdict.ts";
import { readable, toE164 } from "../text/phone/phone-number.ts";
import { placesOf } from "../text/phone/places.ts";
import { toPlainLine } from "../text/plain-text.ts";
import type { RedactedFinding } from "../text/redact-finding.ts";
import { redact } from "../text/redact.ts";
import { clock } from "./clock.ts";
import { headline, reasonWords } from "./headline.ts";
import { transcriptWithin } from "./transcript-within.ts";

/** Aircall does not tell how long a comment may be; this much is read by nobody in full. */
const defaultLimit = 5_000;

/**
 * Puts a finding into words: one comment and its tags. The marker is always the whole last line,
 * the link to listen always above it, whatever the caller said and however long.
 *
 * @param limit characters that a comment may have
 */
export function composeReport(
  finding: RedactedFinding,
  assessment: Assessment,
  limit: number = defaultLimit,
): Report {
  const first = headline(finding, assessment);
  const head = [
    first,
    ...wholeReason(finding, first),
    ...replacesLine(finding),
    ...evidenceLines(assessment),
    ...numbersLine(finding, assessment),
    ...circumstancesLine(assessment),
  ];
  const tail = [listenLine(finding), finding.marker];
  const room = limit - [...head, "", ...tail].join("\n").length;
  const transcript = transcriptWithin(room, finding);
  const comment = [...head, ...(transcript ? [transcript] : []), ...tail].join("\n");
  const shortComment = [first, ...replacesLine(finding), ...tail].join("\n");
  const { outcome } = finding;
  return { outcome, assessment, comment, shortComment, tags: tagsFor(outcome, assessment) };
}

/** A reason that the first line had to cut. */
function wholeReason({ reason }: RedactedFinding, first: string): string[] {
  const words = reasonWords(reason);
  return !first.endsWith("...") || words === "" ? [] : [`Why: ${words}`];
}

function replacesLine({ replaces = false }: RedactedFinding): string[] {
  return replaces ? ["This replaces our earlier comment on this call."] : [];
}

/** At most this many quotes: a comment is no file. */
const mostQuotes = 2;

/** From this level on the words that made it are shown. */
const quotedFrom = 3;

function evidenceLines(assessment: Assessment): string[] {
  if (assessment.status === "unclassified") return heardLine(assessment.heard ?? []);
  const { urgency, sentiment } = assessment;
  const deciding = urgency.level >= quotedFrom ? urgency.evidence : sentiment.evidence;
  return [...new Set(deciding.map(quoteLine))].slice(0, mostQuotes);
}

/** What may be a danger in a text that is not to be trusted: a reason to listen soon, and none to believe it. */
function heardLine(heard: readonly Evidence[]): string[] {
  const quotes = [...new Set(heard.map(quoteLine))].slice(0, mostQuotes);
  return quotes.length === 0 ? [] : [`Heard, not certain: ${quotes.join(", ")}`];
}

function quoteLine({ quote, atSeconds }: Evidence): string {
  const at = atSeconds === null ? "" : ` (${clock(atSeconds)})`;
  return `"${toPlainLine(redact(quote)).replaceAll('"', "'")}"${at}`;
}

/** A number that was said, and is neither the one that called nor on the contact's card, is worth a look. */
function numbersLine({ call }: RedactedFinding, assessment: Assessment): string[] {
  if (!assessment.callback) return [];
  const { number } = assessment.callback;
  const places = placesOf(call.line?.country ?? null);
  const calledFrom = toE164(call.calledFrom ?? "", places);
  const card = (call.contactNumbers ?? []).flatMap((one) => toE164(one, places) ?? []);
  if (number === calledFrom || card.includes(number)) return [];
  const others = [
    ...(calledFrom === null ? [] : [`called from ${readable(calledFrom)}`]),
    ...(card[0] === undefined || card[0] === calledFrom
      ? []
      : [`the card has ${readable(card[0])}`]),
  ];
  return others.length === 0 ? [] : [`Said ${readable(number)}, ${others.join(", ")}.`];
}

/** Who called and when, where the operator said that it counts. */
function circumstancesLine(assessment: Assessment): string[] {
  const { vip = false, outOfHours = false } =
    (assessment.status === "classified" ? assessment.circumstances : undefined) ?? {};
  const facts = [...(vip ? ["VIP"] : []), ...(outOfHours ? ["left out of hours"] : [])];
  return facts.length === 0 ? [] : [`${facts.join(", ")}.`];
}

function listenLine({ hearing, call }: RedactedFinding): string {
  const transcript = hearing?.transcript;
  const facts = [
    ...(hearing ? [clock(hearing.durationSeconds)] : []),
    ...(transcript ? [transcript.engine, `confidence ${transcript.confidence}`] : []),
  ].join(", ");
  return `${facts ? `${facts}. ` : ""}Listen: ${call.listenUrl}`;
}
