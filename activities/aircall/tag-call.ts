import { AircallHttpError } from "../../aircall/http/errors.ts";
import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { writeStep, type Desk } from "./step.ts";

export function tagCallStep(desk: Desk): AircallActivities["tagCall"] {
  return writeStep(desk, async ({ client, tags }, { callId, tagIds }, limits) => {
    try {
      await client.calls.tag(callId, tagIds, limits);
    } catch (error) {
      // A tag may have been deleted: forget what we know of them.
      if (error instanceof AircallHttpError && error.status < 429) tags.clear();
      throw error;
    }
  });
}
