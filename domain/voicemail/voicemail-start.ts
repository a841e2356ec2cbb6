import type { VoicemailInput } from "./voicemail.ts";
import { searchAttributes, taskQueues, workflowIdFor } from "../wire.ts";

type Attribute = (typeof searchAttributes)[keyof typeof searchAttributes];

/** What Temporal's client and a parent workflow alike take to start one. */
export interface VoicemailStart {
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly args: [VoicemailInput];
  readonly priority: { readonly fairnessKey: string };
  readonly staticSummary: string;
  readonly staticDetails: string;
  readonly typedSearchAttributes?: {
    readonly key: { readonly name: string; readonly type: Extract<Attribute, "KEYWORD"> };
    readonly value: string;
  }[];
}

/** How workflow `voicemail` is started, whoever starts it: a webhook, a sweep, an operator. */
export function voicemailStart(input: VoicemailInput): VoicemailStart {
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
