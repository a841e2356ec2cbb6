import { CancellationScope, condition } from "@temporalio/workflow";
import type { Inbox } from "../inbox.ts";
import type { Steps } from "../steps/voicemail-steps.ts";

/**
 * Reads the call; before all reads of calls of which nobody knows whether they exist, as soon as it
 * is known that this one does: whoever announces ids that are none has each of them read, and the
 * account's rate is all there is.
 */
export function soonerWhenKnown(
  { fetchCall: inTurn, fetchFreshLink: atOnce }: Pick<Steps, "fetchCall" | "fetchFreshLink">,
  inbox: Inbox,
): Steps["fetchCall"] {
  return async (call) => {
    if (inbox.known) return atOnce(call);
    const waiting = new CancellationScope();
    const read = waiting.run(() => inTurn(call));
    // No timer and no command: what was recorded before there was this signal replays.
    const first = await Promise.race([
      read,
      waiting.run(() => condition(() => inbox.known)).then(() => null),
    ]);
    if (first !== null) return first;
    waiting.cancel();
    read.catch(() => {});
    return atOnce(call);
  };
}
