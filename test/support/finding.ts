import type { Outcome } from "../../domain/voicemail/outcome.ts";
import type { Finding } from "../../domain/voicemail/report.ts";
import { transcriptOf } from "./transcript.ts";

/** What was found of a voicemail of 23 seconds on a British line, with the text that it has. */
export function findingOf(
  text: string | null,
  outcome: Outcome = "transcribed",
  {
    reason = null,
    call = {},
  }: { readonly reason?: string | null; readonly call?: Partial<Finding["call"]> } = {},
): Finding {
  const isAudio = outcome !== "missing" && outcome !== "unreadable";
  return {
    outcome,
    reason,
    marker: "afterbeep:812",
    call: {
      callId: 812,
      listenUrl: "https://assets.aircall.io/calls/812/voicemail",
      calledFrom: "+44 7700 900123",
      contactName: null,
      line: { id: 1, name: "Support", country: "GB", timeZone: "Europe/London" },
      ...call,
    },
    hearing: isAudio
      ? {
          durationSeconds: 23,
          speechSeconds: text === null ? 0 : 20,
          transcript:
            text === null ? null : transcriptOf(text, { segments: [{ start: 1, end: 21, text }] }),
        }
      : null,
  };
}
