import type { AircallClient } from "../../aircall/client.ts";
import type { AircallWebhook } from "../../aircall/schemas.ts";
import { announcingEvents } from "../../domain/wire.ts";
import type { Turns } from "../start/permits.ts";

/** What must be done at Aircall so that events come to us. */
export type WebhookPlan =
  | { readonly do: "create" }
  /** `update`: it is off, or subscribed to other events than the ones we take. */
  | { readonly do: "nothing" | "update"; readonly webhook: AircallWebhook };

const webhookName = "Afterbeep";

type Aircall = Pick<AircallClient, "listWebhooks" | "createWebhook" | "updateWebhook">;

/** Reads the account's webhooks and finds what is to be done. Sends one request a page. */
export async function planWebhook(
  aircall: Aircall,
  turns: Pick<Turns, "take">,
  url: string,
): Promise<WebhookPlan> {
  for (let page: number | null = 1; page !== null;) {
    await turns.take();
    const { items, nextPage }: Awaited<ReturnType<Aircall["listWebhooks"]>> =
      await aircall.listWebhooks(page);
    const ours = items.find((webhook) => webhook.url === url);
    if (ours) return planFor(ours);
    page = nextPage;
  }
  return { do: "create" };
}

function planFor(webhook: AircallWebhook): WebhookPlan {
  const subscribed = new Set(webhook.events);
  const right =
    subscribed.size === announcingEvents.length &&
    announcingEvents.every((event) => subscribed.has(event));
  return { do: webhook.active === true && right ? "nothing" : "update", webhook };
}

/** Applies the plan and gives the webhook as it stands then, with its token. */
export async function applyWebhookPlan(
  plan: WebhookPlan,
  aircall: Aircall,
  turns: Pick<Turns, "take">,
  url: string,
): Promise<AircallWebhook> {
  if (plan.do === "nothing") return plan.webhook;
  await turns.take();
  if (plan.do === "create") {
    return aircall.createWebhook({ name: webhookName, url, events: announcingEvents });
  }
  const { webhook } = plan;
  return aircall.updateWebhook(webhook.webhook_id, {
    name: webhook.custom_name ?? webhookName,
    url,
    events: announcingEvents,
    active: true,
  });
}
