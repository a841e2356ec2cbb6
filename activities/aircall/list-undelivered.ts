import { proofOf } from "../../aircall/proof-of.ts";
import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { deliveredVia } from "../../domain/voicemail/proof.ts";
import { accountNamed, type Accounts } from "../accounts.ts";
import { aircallShape, orFail } from "../failures.ts";
import { limitsOf } from "./step.ts";

export function createListUndelivered(accounts: Accounts): AircallActivities["listUndelivered"] {
  return async ({ account: name, span, page }) => {
    const account = accountNamed(accounts, name);
    const { items, nextPage } = await orFail(
      () => account.client.listCalls(span, page, limitsOf({})),
      aircallShape,
    );
    const voicemails = items.filter(
      ({ voicemail, number }) => Boolean(voicemail) && account.serves(number),
    );
    return {
      callIds: voicemails
        .filter((call) => deliveredVia(proofOf(call)) === null)
        .map(({ id }) => id),
      voicemails: voicemails.length,
      lastCreatedAt: items.at(-1)?.started_at ?? null,
      nextPage,
    };
  };
}
