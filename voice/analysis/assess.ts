import type { Finding } from "../../domain/voicemail/report.ts";
import type { Assessment } from "../../domain/voicemail/verdict.ts";
import type { Analyzer } from "./analyzer.ts";
import { circumstancesOf, inCircumstances, type CircumstanceSettings } from "./circumstances.ts";
import { redact } from "./redact.ts";

/** Judges what was found. Without text that can be trusted there is no verdict, never a calm one. */
export async function assess(
  { outcome, hearing, call }: Finding,
  analyzer: Analyzer,
  options: { readonly signal?: AbortSignal; readonly settings?: CircumstanceSettings } = {},
): Promise<Assessment> {
  const transcript = hearing?.transcript;
  if (outcome !== "transcribed" || !transcript) {
    const reason = outcome === "doubtful" ? "the text is not to be trusted" : "there is no text";
    return { status: "unclassified", reason };
  }
  const verdict = await analyzer.analyze(
    {
      // What is judged is what may be seen: quotes and summaries then hold no secret, and none goes to a cloud.
      text: redact(transcript.text, call.line?.country ?? null),
      segments: transcript.segments,
      country: call.line?.country ?? null,
      calledFrom: call.calledFrom,
      contactName: call.contactName,
    },
    options.signal ? { signal: options.signal } : {},
  );
  const { settings } = options;
  const judged = settings ? inCircumstances(verdict, circumstancesOf(call, settings)) : verdict;
  return { status: "classified", ...judged };
}
