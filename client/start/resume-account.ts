import { whenFound } from "../../temporal/when-found.ts";
import type { Client } from "@temporalio/client";
import { credentialCheckIdFor, signals, taskQueues, workflowTypes } from "../../domain/wire.ts";
import { openVoicemails } from "../ask/voicemail-queries.ts";

/**
 * Signals every open voicemail of an account that its credential is good again; gives their number.
 */
export async function resumeAccount(
  client: Client,
  account: string,
  onProgress: () => void = () => {},
): Promise<number> {
  let resumed = 0;
  for await (const { workflowId } of client.workflow.list({ query: openVoicemails(account) })) {
    // One that ended in this moment needs no signal.
    const handle = client.workflow.getHandle(workflowId);
    const sent = await whenFound(handle.signal(signals.resume).then(() => true));
    if (sent) resumed++;
    onProgress();
  }
  return resumed;
}

/**
 * Has the account's credential tried, and what waits for it resumed when it is good. Does not wait
 * for that.
 */
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
