import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { announcingEvents } from "../../domain/wire.ts";
import type { Accounts } from "../accounts.ts";
import { aircallStep } from "./step.ts";

/**
 * Gives only ours, those at our address or with our token, that are switched off. Tokens stay here.
 */
export function listSilentWebhooksStep(
  accounts: Accounts,
): AircallActivities["listSilentWebhooks"] {
  return aircallStep(accounts, async ({ client, dryRun, isOurWebhook }, { page }, limits) => {
    const { items, nextPage } = await client.webhooks.list(page, limits);
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
  });
}
