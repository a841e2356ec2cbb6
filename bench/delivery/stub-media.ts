import type { MediaActivities } from "../../domain/activities/media.ts";
import { composeReport } from "../../report/compose-report.ts";
import { redactFinding } from "../../text/redact-finding.ts";

/** Steps that cost nothing: what is left is the pipeline's own cost. Every voicemail is silent. */
export const stubMedia: MediaActivities = {
  archiveRecording: () =>
    Promise.resolve({ recording: "stub", bytes: 1, format: "mp3", durationSeconds: 4 }),
  transcribe: () => Promise.resolve({ durationSeconds: 4, speechSeconds: 0, transcript: null }),
  analyze: (finding) =>
    Promise.resolve(
      composeReport(redactFinding(finding), { status: "unclassified", reason: "no text" }),
    ),
  resumeVoicemails: () => Promise.resolve(0),
};
