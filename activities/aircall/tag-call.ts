import { AircallHttpError } from "../../aircall/http/errors.ts";
import type { AircallActivities } from "../../domain/activities/aircall.ts";
import type { Accounts } from "../accounts.ts";
import { writeStep } from "./step.ts";

export function tagCallStep(accounts: Accounts): AircallActivities["tagCall"] {
  return writeStep(accounts, async ({ client, tags }, { callId, tagIds }, limits) => {
    try {
      await client.calls.tag(callId, tagIds, limits);
    } catch (error) {
      // A tag may have been deleted: forget what we know of them.
      if (error instanceof AircallHttpError && error.status < 429) tags.clear();
      throw error;
    }
  });
}
