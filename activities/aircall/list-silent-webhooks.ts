import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { announcingEvents } from "../../domain/wire.ts";
import { aircallStep, type Desk } from "./step.ts";

/**
 * Gives only ours, those at our address or with our token, that are switched off. Tokens stay here.
 */
export function listSilentWebhooksStep(desk: Desk): AircallActivities["listSilentWebhooks"] {
  return aircallStep(desk, async ({ client, dryRun, isOurWebhook }, { page }, limits) => {
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
