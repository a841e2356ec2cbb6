import { whenFound } from "../../temporal/when-found.ts";
import type { Client } from "@temporalio/client";

/** What Temporal kept of a voicemail, and keeps no more. */
export interface Erased {
  /** Ids of the runs of its workflow that were deleted. */
  readonly runs: readonly string[];
}

/** Somebody works on it: it must end first, or be ended. */
class VoicemailUnderWayError extends Error {
  override readonly name = "VoicemailUnderWayError";

  constructor(workflowId: string) {
    super(
      `${workflowId} is still under way; wait until it ends, or use --force, which ends it undelivered`,
    );
  }
}

/**
 * Deletes every run of a voicemail's workflow, with all that its histories hold. Temporal does so
 * within seconds, not at once.
 *
 * @throws VoicemailUnderWayError, and when the server cannot be reached
 */
export async function eraseVoicemail(
  client: Client,
  workflowId: string,
  { force }: { readonly force: boolean },
): Promise<Erased> {
  const runs = new Set<string>();
  // Listed runs may lag behind by a second; the latest one is asked for by name.
  const latest = await whenFound(client.workflow.getHandle(workflowId).describe());
  if (latest?.status.name === "RUNNING") {
    if (!force) throw new VoicemailUnderWayError(workflowId);
    await client.workflow.getHandle(workflowId, latest.runId).terminate("erased by an operator");
  }
  if (latest) runs.add(latest.runId);
  const query = `WorkflowId = '${workflowId}'`;
  for await (const { runId } of client.workflow.list({ query })) runs.add(runId);
  for (const runId of runs) {
    await client.workflowService
      .deleteWorkflowExecution({
        namespace: client.options.namespace,
        workflowExecution: { workflowId, runId },
      })
      .catch((error: unknown) => {
        // Another process, or an earlier try, was faster.
        if (!(error instanceof Error) || !/not ?found/i.test(error.message)) throw error;
      });
  }
  return { runs: [...runs] };
}
