import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { announcingEvents } from "../../domain/wire.ts";
import { accountNamed, type Accounts } from "../accounts.ts";
import { aircallShape, orFail } from "../failures.ts";
import { limitsOf } from "./step.ts";

/** Gives only ours, those at our address or with our token, that are switched off. Tokens stay here. */
export function createListSilentWebhooks(
  accounts: Accounts,
): AircallActivities["listSilentWebhooks"] {
  return async ({ account: name, page }) => {
    const { client, dryRun, isOurWebhook } = accountNamed(accounts, name);
    const { items, nextPage } = await orFail(
      () => client.listWebhooks(page, limitsOf({})),
      aircallShape,
    );
    const silent = items.filter((webhook) => webhook.active === false && isOurWebhook(webhook));
    return {
      webhooks: (dryRun ? [] : silent).map(({ webhook_id: id, custom_name, url, events }) => ({
        id,
        name: custom_name ?? "Afterbeep",
        url: url ?? "",
        events: events?.length ? events : announcingEvents,
      })),
      nextPage,
    };
  };
}
