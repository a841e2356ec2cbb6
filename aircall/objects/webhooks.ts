import { z } from "zod";
import { metaSchema, nextPageOf, pageQuery, type Page } from "../http/page.ts";
import type { Limits, Send } from "../http/transport.ts";

const webhookSchema = z.looseObject({
  webhook_id: z.string(),
  custom_name: z.string().nullish(),
  url: z.string().nullish(),
  active: z.boolean().nullish(),
  token: z.string().nullish(),
  events: z.array(z.string()).nullish(),
});

export type AircallWebhook = z.infer<typeof webhookSchema>;

/** What we ask of a webhook. Its token is Aircall's to make. */
export interface WebhookOptions {
  readonly name: string;
  readonly url: string;
  readonly events: readonly [string, ...string[]];
}

export interface WebhookRequests {
  readonly list: (page: number, limits?: Limits) => Promise<Page<AircallWebhook>>;
  readonly create: (webhook: WebhookOptions, limits?: Limits) => Promise<AircallWebhook>;
  /** Always with `events`: without them Aircall subscribes the webhook to every event there is. */
  readonly update: (
    id: string,
    webhook: WebhookOptions & { readonly active: boolean },
    limits?: Limits,
  ) => Promise<AircallWebhook>;
  readonly remove: (id: string, limits?: Limits) => Promise<void>;
}

const webhookAnswer = z.looseObject({ webhook: webhookSchema });
const webhooksAnswer = z.looseObject({
  meta: metaSchema,
  webhooks: z.array(webhookSchema).nullish(),
});

export function webhookRequests(send: Send): WebhookRequests {
  return {
    list: async (page, limits) => {
      const query = pageQuery(page);
      const answer = await send("GET", "/v1/webhooks", webhooksAnswer, { query, ...limits });
      return { items: answer.webhooks ?? [], nextPage: nextPageOf(page, answer.meta) };
    },
    create: async ({ name, url, events }, limits) => {
      const body = { custom_name: name, url, events };
      return (await send("POST", "/v1/webhooks", webhookAnswer, { body, ...limits })).webhook;
    },
    update: async (id, { name, url, events, active }, limits) => {
      const body = { custom_name: name, url, events, active };
      const path = `/v1/webhooks/${encodeURIComponent(id)}`;
      return (await send("PUT", path, webhookAnswer, { body, ...limits })).webhook;
    },
    remove: async (id, limits) => {
      // Answered without a body.
      await send("DELETE", `/v1/webhooks/${encodeURIComponent(id)}`, z.unknown(), { ...limits });
    },
  };
}
