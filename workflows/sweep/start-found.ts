import { ParentClosePolicy, startChild } from "@temporalio/workflow";
import type { SweepInput } from "../../domain/sweep/sweep-plan.ts";
import type { Origin } from "../../domain/voicemail/voicemail.ts";
import { voicemailStart } from "../../domain/voicemail/voicemail-start.ts";
import { workflowTypes } from "../../domain/wire.ts";

/**
 * Starts a voicemail that Aircall lists. Whether it was news: one that runs, or that Temporal knows
 * to be delivered, is left alone.
 *
 * @param reuse whether one that failed is started anew
 */
export async function startFound(
  { account, budgets, searchable }: Pick<SweepInput, "account" | "budgets" | "searchable">,
  callId: number,
  origin: Origin,
  reuse: "ALLOW_DUPLICATE_FAILED_ONLY" | "REJECT_DUPLICATE" = "ALLOW_DUPLICATE_FAILED_ONLY",
): Promise<boolean> {
  const options = voicemailStart({
    account,
    callId,
    acceptedAt: Date.now(),
    origin,
    budgets,
    searchable,
  });
  try {
    await startChild(workflowTypes.voicemail, {
      ...options,
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: reuse,
    });
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === alreadyStarted) return false;
    throw error;
  }
}

/** The SDK's error for it is not exported to workflows. */
const alreadyStarted = "WorkflowExecutionAlreadyStartedError";
