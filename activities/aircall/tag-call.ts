import { AircallHttpError } from "../../aircall/http/errors.ts";
import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { accountNamed, type Accounts } from "../accounts.ts";
import { aircallShape, orFail } from "../failures.ts";
import { limitsOf } from "./step.ts";
import { refuseInDryRun } from "../refuse-in-dry-run.ts";

export function createTagCall(accounts: Accounts): AircallActivities["tagCall"] {
  return async ({ account: name, callId, tagIds, ...resumed }) => {
    const account = accountNamed(accounts, name);
    refuseInDryRun(account);
    await orFail(async () => {
      try {
        await account.client.tagCall(callId, tagIds, limitsOf(resumed));
      } catch (error) {
        // A tag may have been deleted: forget what we know of them.
        if (error instanceof AircallHttpError && error.status < 429) account.tags.clear();
        throw error;
      }
    }, aircallShape);
  };
}
