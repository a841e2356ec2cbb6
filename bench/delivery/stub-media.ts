import type { Heard, MediaActivities, ToHear } from "../../domain/activities/media.ts";
import type { Finding, Report } from "../../domain/voicemail/report.ts";
import { composeReport } from "../../report/compose-report.ts";
import { redactFinding } from "../../text/redact-finding.ts";

function reportOf(finding: Finding): Report {
  return composeReport(redactFinding(finding), { status: "unclassified", reason: "no text" });
}

const hearing = { durationSeconds: 4, speechSeconds: 0, transcript: null };

function heard({ judge }: Pick<ToHear, "judge">): Heard {
  if (!judge) return hearing;
  const report = reportOf({ ...judge, outcome: "empty", hearing, reason: null });
  return { ...hearing, judged: { report, ms: 0 } };
}

/** Steps that cost nothing: what is left is the pipeline's own cost. Every voicemail is silent. */
export const stubMedia: MediaActivities = {
  archiveRecording: ({ hear }) =>
    Promise.resolve({
      recording: "stub",
      bytes: 1,
      format: "mp3",
      durationSeconds: 4,
      ...(hear ? { heard: heard(hear), heardInMs: 0 } : {}),
    }),
  transcribe: (request) => Promise.resolve(heard(request)),
  analyze: (finding) => Promise.resolve(reportOf(finding)),
  resumeVoicemails: () => Promise.resolve(0),
};
