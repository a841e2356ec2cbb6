import { cancellationSignal, heartbeat, log } from "@temporalio/activity";
import type { ArchivedRecording, MediaActivities, ToHear } from "../../domain/activities/media.ts";
import type { RecordingArchive } from "../../recordings/archive-recording.ts";
import { mediaShape, orFail } from "../failures.ts";
import type { Places } from "../places.ts";
import { blameStalls } from "./blame-stalls.ts";
import type { Ears } from "./ears.ts";
import { hearRecording, type HearDependencies } from "./hear-recording.ts";

export interface ArchiveDependencies extends HearDependencies {
  readonly archive: RecordingArchive;
}

/** Longer ones wait for their turn: a download has ten minutes. */
const longestSeconds = 180;

const longestMs = 180_000;

export function archiveRecordingStep(
  dependencies: ArchiveDependencies,
  ears: Ears,
  places: Places,
): MediaActivities["archiveRecording"] {
  return async ({ account, callId, url, hear }) => {
    const options = { signal: cancellationSignal(), onProgress: () => heartbeat() };
    const archived = await orFail(
      () =>
        places.within(account, () =>
          blameStalls(() => dependencies.archive.archive({ account, callId, url }, options)),
        ),
      mediaShape,
    );
    if (!hear || archived.durationSeconds > longestSeconds) return archived;
    const { recording } = archived;
    const toHear = { ...hear, account, recording };
    const heard = await ears.atOnce(recording, () => heardToo(dependencies, archived, toHear));
    return heard ?? archived;
  };
}

/**
 * Hears in the same step what was downloaded in it, where nobody waits. When that fails it is heard
 * in its turn, where failures are counted.
 */
async function heardToo(
  dependencies: HearDependencies,
  archived: ArchivedRecording,
  toHear: ToHear,
): Promise<ArchivedRecording> {
  const from = performance.now();
  const cancelled = cancellationSignal();
  try {
    const signal = AbortSignal.any([cancelled, AbortSignal.timeout(longestMs)]);
    const heard = await hearRecording(dependencies, toHear, signal);
    return { ...archived, heard, heardInMs: Math.round(performance.now() - from) };
  } catch {
    log.info("what was downloaded could not be heard at once; it is heard in its turn");
    return archived;
  }
}
