import type { Finding } from "../../domain/report.ts";
import { urgentFrom } from "../../domain/tags.ts";
import type { Transcript } from "../../domain/transcript.ts";
import type { Assessment, Evidence } from "../../domain/verdict.ts";
import type { Analyzer, Message } from "./analyzer.ts";
import { collapseBlanks } from "./collapse-blanks.ts";
import { circumstancesOf, inCircumstances, type CircumstanceSettings } from "./circumstances.ts";
import { redact } from "./redact.ts";
import { judgeByRules } from "./rules-judgement.ts";

/** Judges what was found. Without text that can be trusted there is no verdict, never a calm one. */
export async function assess(
  { outcome, hearing, call }: Finding,
  analyzer: Analyzer,
  options: { readonly signal?: AbortSignal; readonly settings?: CircumstanceSettings } = {},
): Promise<Assessment> {
  const transcript = hearing?.transcript;
  const heard = transcript ? messageOf(transcript, call) : null;
  if (outcome === "doubtful") {
    const dangers = heard ? dangersIn(heard) : [];
    const reason = "the text is not to be trusted";
    return { status: "unclassified", reason, ...(dangers.length > 0 ? { heard: dangers } : {}) };
  }
  if (outcome !== "transcribed" || !heard) {
    return { status: "unclassified", reason: "there is no text" };
  }
  const verdict = await analyzer.analyze(heard, options.signal ? { signal: options.signal } : {});
  const { settings } = options;
  const judged = settings ? inCircumstances(verdict, circumstancesOf(call, settings)) : verdict;
  return { status: "classified", ...judged };
}

/** What is judged is what may be seen: quotes and summaries then hold no secret, and none goes to a cloud. */
function messageOf(transcript: Transcript, call: Finding["call"]): Message {
  const { text, segments } = collapseBlanks(transcript);
  const country = call.line?.country ?? null;
  return {
    text: redact(text, country),
    segments,
    country,
    calledFrom: call.calledFrom,
    contactName: call.contactName,
  };
}

/** The words of an urgent situation, as far as the rules let them count. A text that may be all wrong raises no alarm by itself. */
function dangersIn(message: Message): readonly Evidence[] {
  const { ruled, urgencyEvidence } = judgeByRules(message);
  return ruled.level >= urgentFrom ? urgencyEvidence : [];
}
