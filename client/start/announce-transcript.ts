import type { Client } from "@temporalio/client";
import type { CallRef } from "../../domain/aircall-object/call.ts";
import { signals, workflowIdFor } from "../../domain/wire.ts";
import { whenFound } from "../../temporal/when-found.ts";
import { within } from "../../temporal/within.ts";

/** Temporal has this long to take it: other webhooks wait behind it. */
const deadlineMs = 3_000;

/**
 * Signals a voicemail's workflow that Aircall has a transcript of its own. False when none runs: it has
 * ended, or its announcement has not come yet.
 *
 * @throws when Temporal did not take it in time
 */
export async function announceTranscript(
  client: Client,
  { account, callId }: CallRef,
): Promise<boolean> {
  const handle = client.workflow.getHandle(workflowIdFor(account, callId));
  const sent = within(client, deadlineMs, () => handle.signal(signals.transcript).then(() => true));
  return (await whenFound(sent)) ?? false;
}
