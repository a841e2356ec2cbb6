import type { Client } from "@temporalio/client";
import { credentialCheckIdFor, signals, taskQueues, workflowTypes } from "../../domain/wire.ts";
import { openVoicemails } from "../ask/voicemail-queries.ts";

/** Tells every open voicemail of an account that its credential is good again; gives their number. */
export async function resumeAccount(
  client: Client,
  account: string,
  onProgress: () => void = () => {},
): Promise<number> {
  let told = 0;
  for await (const { workflowId } of client.workflow.list({ query: openVoicemails(account) })) {
    try {
      await client.workflow.getHandle(workflowId).signal(signals.resume);
      told++;
    } catch (error) {
      // It ended in this moment.
      if (!(error instanceof Error && error.name === "WorkflowNotFoundError")) throw error;
    }
    onProgress();
  }
  return told;
}

/** Has the account's credential tried, and what waits for it resumed when it is good. Does not wait for that. */
export async function startCredentialCheck(client: Client, account: string): Promise<void> {
  await client.workflow.start(workflowTypes.checkCredential, {
    workflowId: credentialCheckIdFor(account),
    taskQueue: taskQueues.workflows,
    args: [{ account }],
    workflowIdReusePolicy: "ALLOW_DUPLICATE",
    workflowIdConflictPolicy: "USE_EXISTING",
    priority: { fairnessKey: account },
    staticSummary: `Credential of account ${account}`,
  });
}
