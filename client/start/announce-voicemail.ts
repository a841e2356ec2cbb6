import { grpcCodeOf, grpcCodes } from "../../temporal/grpc-code.ts";
import { within } from "../../temporal/within.ts";
import { WorkflowExecutionAlreadyStartedError, type Client } from "@temporalio/client";
import type { CallRef } from "../../domain/aircall-object/call.ts";
import type { Budgets, Origin } from "../../domain/voicemail/voicemail.ts";
import { voicemailStart } from "../../domain/voicemail/voicemail-start.ts";
import { signals, workflowTypes } from "../../domain/wire.ts";

/** Temporal has this long to take a start: other webhooks wait behind it. */
const startDeadlineMs = 3_000;

/** A voicemail that was announced, or found by a sweep. */
export interface Announcement extends CallRef {
  /** When the webhook was accepted: milliseconds since the epoch. */
  readonly acceptedAt: number;
  readonly origin: Origin;
}

/**
 * Announces a voicemail to Temporal: starts its workflow, or wakes the one that runs. A voicemail that
 * was delivered before is left alone; one whose run failed is run again.
 *
 * @throws when Temporal did not take it in time
 */
export async function announceVoicemail(
  client: Client,
  { account, callId, acceptedAt, origin }: Announcement,
  { budgets, searchable }: { readonly budgets: Budgets; readonly searchable: boolean },
): Promise<"announced" | "already-done"> {
  const input = { account, callId, acceptedAt, origin, budgets, searchable };
  try {
    await within(client, startDeadlineMs, () =>
      client.workflow.signalWithStart(workflowTypes.voicemail, {
        ...voicemailStart(input),
        signal: signals.announced,
        signalArgs: [],
        workflowIdReusePolicy: "ALLOW_DUPLICATE_FAILED_ONLY",
        workflowIdConflictPolicy: "USE_EXISTING",
      }),
    );
    return "announced";
  } catch (error) {
    if (isAlreadyDone(error)) return "already-done";
    throw error;
  }
}

function isAlreadyDone(error: unknown): boolean {
  return (
    error instanceof WorkflowExecutionAlreadyStartedError ||
    grpcCodeOf(error) === grpcCodes.alreadyExists
  );
}
