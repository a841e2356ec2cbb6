import type { Client } from "@temporalio/client";
import type { SweepInput } from "../../domain/sweep/sweep-plan.ts";
import { sieveIdFor, taskQueues, workflowTypes } from "../../domain/wire.ts";

/** Has the account's real voicemails go before invented ids. Does not wait for that. */
export async function startSieve(client: Client, input: SweepInput): Promise<void> {
  await client.workflow.start(workflowTypes.sieve, {
    workflowId: sieveIdFor(input.account),
    taskQueue: taskQueues.workflows,
    args: [input],
    workflowIdReusePolicy: "ALLOW_DUPLICATE",
    workflowIdConflictPolicy: "USE_EXISTING",
    priority: { fairnessKey: input.account, priorityKey: 1 },
    staticSummary: `Which voicemails of account ${input.account} exist`,
  });
}
