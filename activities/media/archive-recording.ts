import { cancellationSignal, heartbeat } from "@temporalio/activity";
import type { MediaActivities } from "../../domain/activities/media.ts";
import type { RecordingArchive } from "../../recordings/archive-recording.ts";
import { mediaShape, orFail } from "../failures.ts";
import { blameStalls } from "./blame-stalls.ts";

export function archiveRecordingStep(
  recordings: RecordingArchive,
): MediaActivities["archiveRecording"] {
  return async ({ account, callId, url }) => {
    const options = { signal: cancellationSignal(), onProgress: () => heartbeat() };
    return orFail(
      () => blameStalls(() => recordings.archive({ account, callId, url }, options)),
      mediaShape,
    );
  };
}
