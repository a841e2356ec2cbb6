import { cancellationSignal } from "@temporalio/activity";
import type { MediaActivities } from "../domain/activities.ts";
import type { Reporter } from "../voice/analysis/reporter.ts";

export function createAnalyze(reporter: Reporter): MediaActivities["analyze"] {
  return (finding) => reporter.report(finding, { signal: cancellationSignal() });
}
