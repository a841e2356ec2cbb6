import { cancellationSignal } from "@temporalio/activity";
import type { CircumstanceSettings } from "../../analysis/circumstances.ts";
import type { SettingsOf } from "../../domain/account/account-settings.ts";
import type { MediaActivities } from "../../domain/activities/media.ts";
import type { Finding, Report } from "../../domain/voicemail/report.ts";
import { mediaShape, orFail } from "../failures.ts";

/** Judges what was found and puts it into words, in the reporter's thread. */
export interface Reporter {
  /** @throws when the work failed, or took too long */
  readonly report: (
    finding: Finding,
    settings: CircumstanceSettings,
    options?: { readonly signal?: AbortSignal },
  ) => Promise<Report>;
}

export function analyzeStep(
  reporter: Reporter,
  settingsOf: SettingsOf,
): MediaActivities["analyze"] {
  return (finding) =>
    orFail(
      () => reporter.report(finding, settingsOf(finding.account), { signal: cancellationSignal() }),
      mediaShape,
    );
}
