import type {
  AircallWebhook,
  WebhookOptions,
  WebhookRequests,
} from "../../aircall/objects/webhooks.ts";
import type { Permits } from "../start/permits.ts";

/** What must be done at Aircall so that events come to us. */
export type WebhookPlan =
  | { readonly do: "create" }
  /** `update`: it is off, or subscribed to other events than the ones we take. */
  | { readonly do: "nothing" | "update"; readonly webhook: AircallWebhook };

const webhookName = "Afterbeep";

/** The webhook that there should be. */
export type WantedWebhook = Pick<WebhookOptions, "url" | "events">;

/** Reads the account's webhooks and finds what is to be done. Sends one request a page. */
export async function planWebhook(
  webhooks: WebhookRequests,
  permits: Pick<Permits, "take">,
  { url, events }: WantedWebhook,
): Promise<WebhookPlan> {
  for (let page: number | null = 1; page !== null;) {
    await permits.take();
    const { items, nextPage }: Awaited<ReturnType<WebhookRequests["list"]>> =
      await webhooks.list(page);
    const ours = items.find((webhook) => webhook.url === url);
    if (ours) return planFor(ours, events);
    page = nextPage;
  }
  return { do: "create" };
}

function planFor(webhook: AircallWebhook, events: WantedWebhook["events"]): WebhookPlan {
  const subscribed = new Set(webhook.events);
  const right = subscribed.size === events.length && events.every((event) => subscribed.has(event));
  return { do: webhook.active === true && right ? "nothing" : "update", webhook };
}

/** Applies the plan and gives the webhook as it stands then, with its token. */
export async function applyWebhookPlan(
  plan: WebhookPlan,
  webhooks: WebhookRequests,
  permits: Pick<Permits, "take">,
  { url, events }: WantedWebhook,
): Promise<AircallWebhook> {
  if (plan.do === "nothing") return plan.webhook;
  await permits.take();
  if (plan.do === "create") {
    return webhooks.create({ name: webhookName, url, events });
  }
  const { webhook } = plan;
  return webhooks.update(webhook.webhook_id, {
    name: webhook.custom_name ?? webhookName,
    url,
    events,
    active: true,
  });
}
