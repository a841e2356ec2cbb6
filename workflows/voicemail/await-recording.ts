import { condition } from "@temporalio/workflow";
import type { Call } from "../../domain/aircall-object/call.ts";
import type { BegunRun } from "./run.ts";

const firstPauseMs = 5_000;
const maxPauseMs = 15 * 60_000;

/**
 * Reads the call until Aircall has its recording: after each of Aircall's announcements, and by
 * itself ever more rarely. Gives the call as last read; without a link, Aircall never produced the
 * recording in time.
 */
export async function awaitRecording({ input, steps, inbox, progress }: BegunRun): Promise<Call> {
  const deadline = Date.now() + input.budgets.assetWaitMs;
  let pauseMs = firstPauseMs;
  progress.begin("read the call");
  for (;;) {
    const seen = inbox.announcements;
    const call = await steps.fetchCall({ account: input.account, callId: input.callId });
    const left = deadline - Date.now();
    const settled = call.recordingUrl !== null || call.markers.length > 0 || call.served === false;
    if (settled || left <= 0) return call;
    const wait = "wait for Aircall to produce the recording";
    progress.begin(wait);
    await condition(() => inbox.announcements > seen, Math.min(pauseMs, left), { summary: wait });
    pauseMs = Math.min(pauseMs * 2, maxPauseMs);
  }
}
