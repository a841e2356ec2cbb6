import { headlineWords } from "../domain/voicemail/outcome.ts";
import { unreadable } from "../domain/voicemail/recording-unreadable-error.ts";
import { urgentFrom } from "../domain/voicemail/tags.ts";
import type { Assessment, Verdict } from "../domain/voicemail/verdict.ts";
import { languageName } from "../text/languages/language-of.ts";
import { readable } from "../text/phone/phone-number.ts";
import { toAscii } from "../text/plain-text.ts";
import type { RedactedFinding } from "../text/redact-finding.ts";
import { clock } from "./clock.ts";

/** What a phone shows of a comment. */
const shown = 80;

/** The comment's first line: outcome, urgency and callback, all of it within the 80 characters that a phone shows. */
export function headline(
  { outcome, hearing, reason }: RedactedFinding,
  assessment: Assessment,
): string {
  const because = (usual: string): string => reasonWords(reason) || usual;
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
      return cut(
        `${headlineWords.unreadable} - please listen: ${because("no audio could be read")}`,
      );
    case "untranscribed":
      return cut(`${headlineWords.untranscribed} - please listen: ${because("no engine read it")}`);
    case "missing":
      return cut(
        `${headlineWords.missing} - please check the call: ${because("it has no recording")}`,
      );
  }
}

/** Why there is no text; the first line says already that a recording cannot be read. */
export function reasonWords(reason: string | null): string {
  return toAscii((reason ?? "").replace(unreadable, ""));
}

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

function verdictLine(verdict: Verdict): string {
  const { category, urgency, sentiment, callback, language } = verdict;
  const isSales = category === "spam" || category === "robocall";
  const kind = isSales
    ? category.toUpperCase()
    : urgency.level >= urgentFrom
      ? "URGENT"
      : "Voicemail";
  const call = callback && category === "genuine" ? [`call back ${readable(callback.number)}`] : [];
  const about = aboutWords(verdict, call.length > 0);
  const feeling = sentiment.label === "neutral" ? [] : [sentiment.label];
  const inIt = language === undefined ? [] : [`in ${toAscii(languageName(language))}`];
  const lineOf = (parts: readonly string[]): string =>
    `${kind} ${urgency.level}/5 - ${parts.join(", ")}`;
  // What does not fit goes, the least needed first; the number never.
  const lines = [
    lineOf([...about, ...feeling, ...call, ...inIt]),
    lineOf([...about, ...feeling, ...call]),
    lineOf([...about, ...call]),
  ];
  return lines.find((line) => line.length <= shown) ?? cut(lineOf([...call, ...about]));
}

/** What it is about, once: neither the category nor the wish to be called stands there twice. */
function aboutWords({ category, topic }: Verdict, isCalledBack: boolean): string[] {
  const words = toAscii(topic.replaceAll("_", " "));
  if (category === "spam") return [words === category ? "sales call" : words];
  if (category === "robocall") return [words === category ? "recorded call" : words];
  if (category !== "genuine") return [category.replaceAll("_", " ")];
  if (words === "callback" || words === "other" || words === "") {
    return isCalledBack ? [] : [words === "callback" ? "please call back" : "a message"];
  }
  return [words];
}

/** Cuts at a word what a phone would cut in the middle of one. */
function cut(line: string): string {
  if (line.length <= shown) return line;
  const kept = line.slice(0, shown - 3);
  return `${kept.slice(0, kept.lastIndexOf(" "))}...`;
}
