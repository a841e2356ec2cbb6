import type { MediaActivities } from "../../domain/activities/aircall.ts";
import type { Analyzer } from "../../voice/analysis/analyzer.ts";
import { assess } from "../../voice/analysis/assess.ts";
import type { CircumstanceSettings } from "../../voice/analysis/circumstances.ts";
import { composeReport } from "../../voice/analysis/compose-report.ts";

export function createAnalyze(
  analyzer: Analyzer,
  settings: CircumstanceSettings,
): MediaActivities["analyze"] {
  return async (finding) => composeReport(finding, await assess(finding, analyzer, { settings }));
}
