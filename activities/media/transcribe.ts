import { cancellationSignal, heartbeat } from "@temporalio/activity";
import type { SettingsOf } from "../../domain/account/account-settings.ts";
import type { MediaActivities } from "../../domain/activities/media.ts";
import type { RecordingStore } from "../../recordings/recording-store.ts";
import { RecordingLostError } from "../../recordings/errors.ts";
import { hintsFor } from "../../speech/hints-for.ts";
import type { Transcriber } from "../../speech/transcriber.ts";
import { mediaShape, orFail } from "../failures.ts";

/** Half of the heartbeat time-out would do; the SDK throttles what is too many. */
const heartbeatMs = 5_000;

export function transcribeStep(
  store: RecordingStore,
  transcriber: Transcriber,
  settingsOf: SettingsOf,
): MediaActivities["transcribe"] {
  return async ({ account, recording, line = null, calledFrom = null }) =>
    orFail(async () => {
      if (!(await store.has(recording))) throw new RecordingLostError();
      // By the clock, not by progress: an engine in the cloud is silent for minutes, and a
      // voicemail may wait for its slot.
      const beat = setInterval(() => heartbeat(), heartbeatMs);
      try {
        return await transcriber.hear(store.pathFor(recording), {
          signal: cancellationSignal(),
          hints: hintsFor({ line, calledFrom }, settingsOf(account)),
        });
      } finally {
        clearInterval(beat);
      }
    }, mediaShape);
}
