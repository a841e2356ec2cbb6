import { proofOf } from "../../aircall/proof-of.ts";
import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { deliveredVia } from "../../domain/voicemail/proof.ts";
import { aircallStep, type Desk } from "./step.ts";

export function listUndeliveredStep(desk: Desk): AircallActivities["listUndelivered"] {
  return aircallStep(desk, async ({ client, serves }, { span, page }, limits) => {
    const { items, nextPage } = await client.calls.list(span, page, limits);
    const voicemails = items.filter(
      ({ voicemail, number }) => Boolean(voicemail) && serves(number),
    );
    return {
      callIds: voicemails
        .filter((call) => deliveredVia(proofOf(call)) === null)
        .map(({ id }) => id),
      voicemails: voicemails.length,
      lastCreatedAt: items.at(-1)?.started_at ?? null,
      nextPage,
    };
  });
}
