import { proofOf } from "../../aircall/proof-of.ts";
import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { deliveredVia } from "../../domain/voicemail/proof.ts";
import type { Accounts } from "../accounts.ts";
import { aircallStep } from "./step.ts";

export function listUndeliveredStep(accounts: Accounts): AircallActivities["listUndelivered"] {
  return aircallStep(accounts, async ({ client, serves }, { span, page }, limits) => {
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
