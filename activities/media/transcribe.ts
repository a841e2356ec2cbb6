import { activityInfo } from "@temporalio/activity";
import type { MediaActivities } from "../../domain/activities/media.ts";
import { mediaShape, orFail } from "../failures.ts";
import type { Ears } from "./ears.ts";
import { hearRecording, type HearDependencies } from "./hear-recording.ts";

export function transcribeStep(
  dependencies: HearDependencies,
  ears: Ears,
): MediaActivities["transcribe"] {
  return (request) =>
    orFail(
      () =>
        ears.inTurn(request.recording, activityInfo().scheduledTimestampMs, () =>
          hearRecording(dependencies, request),
        ),
      mediaShape,
    );
}
