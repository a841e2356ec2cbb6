import { cancellationSignal, heartbeat } from "@temporalio/activity";
import type { MediaActivities } from "../../domain/activities/aircall.ts";
import type { RecordingArchive } from "../../voice/audio/archive-recording.ts";
import { mediaShape, orFail } from "../failures.ts";

export function createArchiveRecording(
  archive: RecordingArchive,
): MediaActivities["archiveRecording"] {
  return async ({ account, callId, url }) =>
    orFail(
      () =>
        archive.archive(
          { account, callId, url },
          { signal: cancellationSignal(), onProgress: () => heartbeat() },
        ),
      mediaShape,
    );
}
