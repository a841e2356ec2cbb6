import type { AircallCall } from "../aircall/schemas.ts";
import type { AircallActivities } from "../domain/activities.ts";
import { deliveredVia, markersIn } from "../domain/delivery.ts";
import { accountNamed, type Accounts } from "./accounts.ts";
import { aircallShape, orFail } from "./failures.ts";
import { limitsOf } from "./limits-of.ts";

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
      callIds: voicemails.filter((call) => !isDelivered(call)).map(({ id }) => id),
      voicemails: voicemails.length,
      lastCreatedAt: items.at(-1)?.started_at ?? null,
      nextPage,
    };
  };
}

function isDelivered({ id, comments, tags }: AircallCall): boolean {
  const texts = (comments ?? []).map(({ content }) => content);
  const proof = { markers: markersIn(texts, id), commentCount: texts.length, tags: tags ?? [] };
  return deliveredVia(proof) !== null;
}
