import { patched, sleep } from "@temporalio/workflow";
import type { StepFailure } from "../failure.ts";
import type { Run } from "./run.ts";

const firstPauseMs = 2_000;

/** Each turn takes room in the history. */
const longestPauseMs = 15 * 60_000;

/** Whether a step was not done because its worker does not serve the account: that says nothing of the recording. */
export function isElsewhere(failed: StepFailure): boolean {
  return failed.elsewhere === true && patched("hearing-elsewhere");
}

/**
 * Waits for a worker that serves the account, as long as it takes: the call is read, and the read waits in its queue at
 * no cost to the history.
 *
 * @param turns so often it has been waited for already
 */
export async function awaitAccount(
  { steps, input: { account, callId } }: Run,
  turns: number,
): Promise<void> {
  const pauseMs = Math.min(firstPauseMs * 2 ** turns, longestPauseMs);
  await sleep(pauseMs, { summary: "pause before a worker that serves the account" });
  await steps.fetchCall({ account, callId });
}
