import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { announcingEvents } from "../../domain/wire.ts";
import { writeStep, type Desk } from "./step.ts";

export function enableWebhookStep(desk: Desk): AircallActivities["enableWebhook"] {
  return writeStep(desk, async ({ client }, { webhook }, limits) => {
    const { id, name, url, events } = webhook;
    const [first = announcingEvents[0], ...rest] = events;
    const enabled = { name, url, events: [first, ...rest], active: true } as const;
    await client.webhooks.update(id, enabled, limits);
  });
}
