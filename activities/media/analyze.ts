import { cancellationSignal } from "@temporalio/activity";
import type { SettingsOf } from "../../domain/account/account-settings.ts";
import type { MediaActivities } from "../../domain/activities/media.ts";
import type { Reporter } from "../../voice/analysis/reporter.ts";

export function analyzeStep(
  reporter: Reporter,
  settingsOf: SettingsOf,
): MediaActivities["analyze"] {
  return (finding) =>
    reporter.report(finding, settingsOf(finding.account), { signal: cancellationSignal() });
}
