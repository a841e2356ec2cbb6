import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { announcingEvents } from "../../domain/wire.ts";
import type { Accounts } from "../accounts.ts";
import { writeStep } from "./step.ts";

export function enableWebhookStep(accounts: Accounts): AircallActivities["enableWebhook"] {
  return writeStep(accounts, async ({ client }, { webhook }, limits) => {
    const { id, name, url, events } = webhook;
    const [first = announcingEvents[0], ...rest] = events;
    const enabled = { name, url, events: [first, ...rest], active: true } as const;
    await client.webhooks.update(id, enabled, limits);
  });
}
