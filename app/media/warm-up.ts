import type { Reporter } from "../../activities/media/analyze.ts";
import type { Finding } from "../../domain/voicemail/report.ts";
import type { SpeechEngine } from "../../speech/engines/engine.ts";

const text = "Hello, this is Sam. Please call me back.";

/** Nobody has left it. */
const finding: Finding = {
  outcome: "transcribed",
  reason: null,
  marker: "",
  call: { callId: 0, listenUrl: "", calledFrom: null, contactName: null, line: null },
  hearing: {
    durationSeconds: 3,
    speechSeconds: 3,
    transcript: {
      text,
      segments: [{ start: 0, end: 3, text }],
      language: "en",
      engine: "local",
      confidence: "high",
      doubts: [],
    },
  },
};

/**
 * Loads the models that every voicemail needs, so that the first one does not wait for them. What does not load says
 * so when it is needed.
 *
 * @param reporter null where a cloud judges: nothing is asked there for nothing
 */
export async function warmUp(
  engines: readonly SpeechEngine[],
  reporter: Reporter | null,
): Promise<void> {
  await Promise.allSettled([
    ...engines.map((engine) => engine.prepare?.()),
    reporter?.report(finding, { vipNumbers: [], hours: null }),
  ]);
}
