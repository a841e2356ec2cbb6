import { urgentFrom } from "../domain/voicemail/tags.ts";
import type { Assessment, Evidence } from "../domain/voicemail/verdict.ts";
import type { RedactedFinding } from "../text/redact-finding.ts";
import type { Analyzer, Message } from "./analyzer.ts";
import { circumstancesOf, inCircumstances, type CircumstanceSettings } from "./circumstances.ts";
import { judgeInLanguage } from "./languages/judge-in-language.ts";
import { evidenceOf, situationsIn } from "./urgency/situations.ts";

/**
 * Judges what was found. Without text that can be trusted, or in a language that nobody here knows,
 * there is no verdict, never a calm one.
 */
export async function assess(
  finding: RedactedFinding,
  analyzer: Analyzer,
  options: { readonly signal?: AbortSignal; readonly settings?: CircumstanceSettings } = {},
): Promise<Assessment> {
  const { outcome, call } = finding;
  const heard = messageOf(finding);
  if (outcome === "doubtful") {
    const dangers = heard ? dangersIn(heard) : [];
    const reason = "the text is not to be trusted";
    return { status: "unclassified", reason, ...(dangers.length > 0 ? { heard: dangers } : {}) };
  }
  if (outcome !== "transcribed" || !heard) {
    return { status: "unclassified", reason: "there is no text" };
  }
  const assessment = await judgeInLanguage(
    heard,
    analyzer,
    options.signal ? { signal: options.signal } : {},
  );
  const { settings } = options;
  if (assessment.status === "unclassified" || !settings) return assessment;
  return {
    status: "classified",
    ...inCircumstances(assessment, circumstancesOf(call, settings)),
  };
}

/** What is judged of a finding; null where it has no text. */
export function messageOf({ hearing, call }: RedactedFinding): Message | null {
  if (!hearing?.transcript) return null;
  const { text, segments } = hearing.transcript;
  const { line, calledFrom, contactName } = call;
  return { text, segments, country: line?.country ?? null, calledFrom, contactName };
}

/**
 * The words of an urgent situation, as far as the rules let them count. A text that may be all
 * wrong raises no alarm by itself.
 */
function dangersIn(message: Message): readonly Evidence[] {
  const { standing } = situationsIn(message.text);
  return (standing[0]?.level ?? 1) >= urgentFrom ? evidenceOf(message, standing) : [];
}
