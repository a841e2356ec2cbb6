import { randomBytes, randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { appError, sendJson, unknownId } from "../../http/answers.ts";
import { allEvents } from "./events.ts";
import { installationOf } from "../../http/guard.ts";
import { sendPage } from "../../http/pagination.ts";
import type { Installation } from "../oauth/installation.ts";
import type { State } from "../state.ts";
import type { Webhook } from "./webhook.ts";

const eventsField = z.array(z.enum(allEvents)).nullish();
const creation = z.object({
  url: z.url(),
  custom_name: z.string().default("Webhook"),
  events: eventsField,
});
const change = z.object({
  url: z.url().optional(),
  custom_name: z.string().optional(),
  active: z.boolean().optional(),
  events: eventsField,
});

const mostWebhooks = 100;

type IdRoute = { Params: { id: string }; Querystring: { events_action?: string } };

/**
 * Webhooks as Aircall keeps them: an application sees its own, a key those that are nobody's.
 * Without `events` a webhook is subscribed to everything, also by a PUT.
 */
export function installWebhookRoutes(server: FastifyInstance, state: State): void {
  server.get("/v1/webhooks", (request, reply) =>
    sendPage(state, request, reply, {
      key: "webhooks",
      items: standing(state).filter(({ owner }) => owner === installationOf(request)),
      show: (webhook: Webhook) => payload(state, webhook),
    }),
  );
  server.get<IdRoute>("/v1/webhooks/:id", (request, reply) => {
    const webhook = webhookOf(state, request, request.params.id);
    return webhook ? sendJson(reply, 200, { webhook: payload(state, webhook) }) : unknownId(reply);
  });
  server.post("/v1/webhooks", (request, reply) => {
    const body = creation.safeParse(request.body);
    if (!body.success) return appError(reply, 400, "url or events are not valid");
    if (!isReachable(state, body.data.url)) return appError(reply, 400, "url must be https");
    if (standing(state).length >= mostWebhooks) {
      return appError(reply, 400, "Maximum of 100 webhooks reached");
    }
    const webhook = createWebhook(state, { ...body.data, owner: installationOf(request) });
    return sendJson(reply, 201, { webhook: payload(state, webhook) });
  });
  server.put<IdRoute>("/v1/webhooks/:id", (request, reply) => {
    const webhook = webhookOf(state, request, request.params.id);
    if (!webhook) return unknownId(reply);
    const body = change.safeParse(request.body);
    if (!body.success) return appError(reply, 400, "url or events are not valid");
    const { url, custom_name: name, active, events } = body.data;
    if (url !== undefined && !isReachable(state, url)) {
      return appError(reply, 400, "url must be https");
    }
    const named: readonly string[] = events ?? [];
    const action = request.query.events_action;
    if (action === "add") webhook.events = [...new Set([...webhook.events, ...named])];
    else if (action === "remove")
      webhook.events = webhook.events.filter((one) => !named.includes(one));
    else webhook.events = named.length > 0 ? [...named] : [...allEvents];
    webhook.url = url ?? webhook.url;
    webhook.custom_name = name ?? webhook.custom_name;
    if (active !== undefined) {
      Object.assign(webhook, { active, failures: 0, disabledAt: null });
    }
    return sendJson(reply, 200, { webhook: payload(state, webhook) });
  });
  server.delete<IdRoute>("/v1/webhooks/:id", (request, reply) => {
    const webhook = webhookOf(state, request, request.params.id);
    if (!webhook) return unknownId(reply);
    state.webhooks.delete(webhook.webhook_id);
    return reply.code(204).send();
  });
}

/**
 * Without events it is subscribed to all, as Aircall does. A token of its own is made where none is
 * given.
 */
export function createWebhook(
  state: State,
  options: {
    readonly url: string;
    readonly custom_name?: string | undefined;
    readonly events?: readonly string[] | null | undefined;
    readonly token?: string | undefined;
    readonly owner?: Installation | null;
  },
): Webhook {
  const webhook: Webhook = {
    webhook_id: randomUUID(),
    legacyId: state.nextId("webhook"),
    created_at: new Date(state.now()).toISOString(),
    owner: options.owner ?? null,
    custom_name: options.custom_name ?? "Webhook",
    url: options.url,
    active: true,
    token: options.token ?? randomBytes(16).toString("hex"),
    events: options.events?.length ? [...options.events] : [...allEvents],
    failures: 0,
    disabledAt: null,
  };
  state.webhooks.set(webhook.webhook_id, webhook);
  return webhook;
}

function isReachable(state: State, url: string): boolean {
  const { protocol, hostname } = new URL(url);
  if (protocol === "https:") return true;
  const loopback = hostname === "localhost" || hostname.startsWith("127.") || hostname === "[::1]";
  return state.settings.allowHttpWebhooks && protocol === "http:" && loopback;
}

/** All but those that went with their application: these are kept for what is still on its way to them. */
function standing(state: State): Webhook[] {
  return [...state.webhooks.values()].filter(({ owner }) => owner?.removed !== true);
}

function webhookOf(state: State, request: FastifyRequest, id: string): Webhook | undefined {
  const owner = installationOf(request);
  return standing(state).find(
    (one) => one.owner === owner && (one.webhook_id === id || String(one.legacyId) === id),
  );
}

function payload(state: State, webhook: Webhook): object {
  const { webhook_id, legacyId, created_at, custom_name, url, active, token, events } = webhook;
  const direct_link = `${state.baseUrl}/v1/webhooks/${legacyId}`;
  return { webhook_id, direct_link, created_at, custom_name, url, active, token, events };
}
