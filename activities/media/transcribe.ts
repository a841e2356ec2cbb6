import { cancellationSignal, heartbeat } from "@temporalio/activity";
import type { MediaActivities } from "../../domain/activities/aircall.ts";
import type { RecordingStore } from "../../voice/audio/recording-store.ts";
import { hintsFor, type HintSettings } from "../../voice/speech/hints-for.ts";
import type { Transcriber } from "../../voice/speech/transcriber.ts";
import { mediaShape, orFail, RecordingLostError } from "../failures.ts";

/** Half of the heartbeat time-out would do; the SDK throttles what is too many. */
const heartbeatMs = 5_000;

export function createTranscribe(
  store: RecordingStore,
  transcriber: Transcriber,
  settings: HintSettings,
): MediaActivities["transcribe"] {
  return async ({ recording, line = null, calledFrom = null }) =>
    orFail(async () => {
      if (!(await store.has(recording))) throw new RecordingLostError();
      // By the clock, not by progress: an engine in the cloud is silent for minutes, and a voicemail may wait its turn.
      const beat = setInterval(() => heartbeat(), heartbeatMs);
      try {
        return await transcriber.hear(store.pathFor(recording), {
          signal: cancellationSignal(),
          hints: hintsFor({ line, calledFrom }, settings),
        });
      } finally {
        clearInterval(beat);
      }
    }, mediaShape);
}
