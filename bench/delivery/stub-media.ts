import type { MediaActivities } from "../../domain/activities/media.ts";
import type { Finding, Report } from "../../domain/voicemail/report.ts";
import { composeReport } from "../../report/compose-report.ts";
import { redactFinding } from "../../text/redact-finding.ts";

function reportOf(finding: Finding): Report {
  return composeReport(redactFinding(finding), { status: "unclassified", reason: "no text" });
}

/** Steps that cost nothing: what is left is the pipeline's own cost. Every voicemail is silent. */
export const stubMedia: MediaActivities = {
  archiveRecording: () =>
    Promise.resolve({ recording: "stub", bytes: 1, format: "mp3", durationSeconds: 4 }),
  transcribe: ({ judge }) => {
    const hearing = { durationSeconds: 4, speechSeconds: 0, transcript: null };
    if (!judge) return Promise.resolve(hearing);
    const report = reportOf({ ...judge, outcome: "empty", hearing, reason: null });
    return Promise.resolve({ ...hearing, judged: { report, ms: 0 } });
  },
  analyze: (finding) => Promise.resolve(reportOf(finding)),
  resumeVoicemails: () => Promise.resolve(0),
};
