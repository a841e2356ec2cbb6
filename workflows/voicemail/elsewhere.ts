import { patched, sleep } from "@temporalio/workflow";
import type { Call } from "../../domain/aircall-object/call.ts";
import type { StepFailure } from "../failure.ts";
import type { Run } from "./run.ts";

/** Whether a step was not done because its worker does not serve the account: that says nothing of the recording. */
export function isElsewhere(failed: StepFailure): boolean {
  return failed.elsewhere === true && patched("hearing-elsewhere");
}

/**
 * Waits for a worker that serves the account, as long as it takes: the call is read, and the read waits in its queue at
 * no cost to the history. Gives the call as read.
 */
export async function awaitAccount(
  { steps, input: { account, callId } }: Run,
  { retryAfterMs }: StepFailure,
): Promise<Call> {
  await sleep(retryAfterMs ?? 0, { summary: "pause before a worker that serves the account" });
  return steps.fetchFreshLink({ account, callId });
}
