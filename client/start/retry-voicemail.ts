import { WorkflowExecutionAlreadyStartedError, type Client } from "@temporalio/client";
import type { CallRef } from "../../domain/aircall-object/call.ts";
import type { Budgets } from "../../domain/voicemail/voicemail.ts";
import { voicemailStart } from "../../domain/voicemail/voicemail-start.ts";
import { workflowTypes } from "../../domain/wire.ts";

/**
 * Runs a voicemail once more although it was delivered: its comment gets the marker's next number.
 * One that is under way is left alone.
 *
 * @throws when the server cannot be reached
 */
export async function retryVoicemail(
  client: Client,
  { account, callId }: CallRef,
  { budgets, searchable }: { readonly budgets: Budgets; readonly searchable: boolean },
): Promise<"started" | "under-way"> {
  const input = {
    account,
    callId,
    acceptedAt: Date.now(),
    origin: "live",
    budgets,
    searchable,
    again: true,
  } as const;
  try {
    await client.workflow.start(workflowTypes.voicemail, {
      ...voicemailStart(input),
      workflowIdReusePolicy: "ALLOW_DUPLICATE",
      workflowIdConflictPolicy: "FAIL",
    });
    return "started";
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return "under-way";
    throw error;
  }
}
