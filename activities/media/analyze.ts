import type { SettingsOf } from "../../domain/account/account-settings.ts";
import type { MediaActivities } from "../../domain/activities/media.ts";
import type { Analyzer } from "../../voice/analysis/analyzer.ts";
import { assess } from "../../voice/analysis/assess.ts";
import { composeReport } from "../../voice/analysis/compose-report.ts";

export function analyzeStep(
  analyzer: Analyzer,
  settingsOf: SettingsOf,
): MediaActivities["analyze"] {
  return async (finding) => {
    const settings = settingsOf(finding.account);
    return composeReport(finding, await assess(finding, analyzer, { settings }));
  };
}
