import { headlineWords } from "../domain/voicemail/outcome.ts";
import { urgentFrom } from "../domain/voicemail/tags.ts";
import type { Assessment, Verdict } from "../domain/voicemail/verdict.ts";
import { languageName } from "../text/languages/language-of.ts";
import { readable } from "../text/phone/phone-number.ts";
import { toAscii } from "../text/plain-text.ts";
import type { RedactedFinding } from "../text/redact-finding.ts";
import { clock } from "./clock.ts";

/** The comment's first line: outcome, urgency and callback, all of it within the 80 characters that a phone shows. */
export function headline(
  { outcome, hearing, reason }: RedactedFinding,
  assessment: Assessment,
): string {
  const because = reason === null ? "" : ` (${toAscii(reason)})`;
  switch (outcome) {
    case "transcribed":
      return assessment.status === "classified"
        ? verdictLine(assessment)
        : unjudgedLine(assessment);
    case "doubtful":
      return `${headlineWords.doubtful} - please listen, the text below is not to be trusted`;
    case "empty":
      return `${headlineWords.empty} - no speech was measured in ${clock(hearing?.durationSeconds ?? 0)} of audio`;
    case "unreadable":
      return `${headlineWords.unreadable} - please listen, no audio could be read${because}`;
    case "untranscribed":
      return `${headlineWords.untranscribed} - please listen, no engine could read it${because}`;
    case "missing":
      return `${headlineWords.missing} - Aircall has no recording, please check the call${because}`;
  }
}

/** What a phone shows of a comment. */
const shown = 80;

function unjudgedLine({
  language,
  callback,
}: Extract<Assessment, { status: "unclassified" }>): string {
  const inIt = language === undefined ? "" : ` in ${toAscii(languageName(language))}`;
  const line = `VOICEMAIL${inIt} - not judged, please read`;
  if (!callback) return line;
  const call = `, call back ${readable(callback.number)}`;
  return line.length + call.length <= shown
    ? `${line}${call}`
    : `VOICEMAIL${inIt} - please read${call}`;
}

function verdictLine({ category, urgency, sentiment, topic, callback, language }: Verdict): string {
  const kind =
    category === "spam" || category === "robocall"
      ? category.toUpperCase()
      : urgency.level >= urgentFrom
        ? "URGENT"
        : "Voicemail";
  const parts = [
    category === "genuine" ? topic : category.replaceAll("_", " "),
    ...(sentiment.label === "neutral" ? [] : [sentiment.label]),
    ...(callback && category === "genuine" ? [`call back ${readable(callback.number)}`] : []),
    ...(language === undefined ? [] : [`in ${toAscii(languageName(language))}`]),
  ];
  return `${kind} ${urgency.level}/5 - ${parts.join(", ")}`;
}
