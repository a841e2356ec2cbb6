import type { VoicemailInput } from "./voicemail.ts";
import { searchAttributes, taskQueues, workflowIdFor } from "./wire.ts";

/** How workflow `voicemail` is started, whoever starts it: a webhook, a sweep, an operator. */
export function voicemailStart(input: VoicemailInput) {
  const { account, callId, acceptedAt, origin, searchable, again = false } = input;
  const attribute = (name: "AircallAccountId" | "AircallCallId", value: string) => ({
    key: { name, type: searchAttributes[name] },
    value,
  });
  return {
    workflowId: workflowIdFor(account, callId),
    taskQueue: taskQueues.workflows,
    args: [input],
    priority: { fairnessKey: account },
    staticSummary: `Voicemail on call ${callId}${again ? ", once more" : ""}`,
    staticDetails: `Account ${account}, accepted ${new Date(acceptedAt).toISOString()}, ${origin}`,
    ...(searchable
      ? {
          typedSearchAttributes: [
            attribute("AircallAccountId", account),
            attribute("AircallCallId", String(callId)),
          ],
        }
      : {}),
  };
}
