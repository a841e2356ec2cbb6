import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { accountNamed, type Accounts } from "../accounts.ts";
import { commentShape, orFail } from "../failures.ts";
import { refuseInDryRun } from "../refuse-in-dry-run.ts";

/**
 * A comment is not sent later than this after its attempt began. With the HTTP deadline of 10 s it is over before the
 * attempt's 30 s are, so the workflow never counts time since a comment that is still to be sent.
 */
const latestSendMs = 15_000;

export function createPostComment(accounts: Accounts): AircallActivities["postComment"] {
  return async ({ account: name, callId, comment }) => {
    const notAfter = Date.now() + latestSendMs;
    const account = accountNamed(accounts, name);
    refuseInDryRun(account);
    // Not cancelled when the worker shuts down: it is over within the grace time, and then its fate is known.
    await orFail(() => account.client.createComment(callId, comment, { notAfter }), commentShape);
  };
}
