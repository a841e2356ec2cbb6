import { listPageSize } from "../domain/aircall-limits.ts";
import {
  anyAnswer,
  callAnswer,
  callsAnswer,
  pingAnswer,
  tagAnswer,
  tagsAnswer,
  webhookAnswer,
  webhooksAnswer,
  type AircallCall,
  type AircallTag,
  type AircallWebhook,
} from "./schemas.ts";
import { createTransport, type SendOptions, type TransportOptions } from "./http/send.ts";

type Limits = Pick<SendOptions, "signal" | "notAfter" | "resumedAt">;

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Null on the last page. */
  readonly nextPage: number | null;
}

/** The part of Aircall's public API that we use, one request a method. Errors: see errors.ts. */
export interface AircallClient {
  /** Resolves when a request may leave; sends none. */
  readonly turn: (limits?: Limits) => Promise<void>;
  /** Proves the credential. */
  readonly ping: (limits?: Limits) => Promise<void>;
  /** The call with its contact and a fresh link to its recording. */
  readonly getCall: (callId: number, limits?: Limits) => Promise<AircallCall>;
  /** Calls created in a span, oldest first. Aircall answers 400 beyond the 10,000th. @param span seconds since the epoch */
  readonly listCalls: (
    span: { readonly from: number; readonly to: number },
    page: number,
    limits?: Limits,
  ) => Promise<Page<AircallCall>>;
  /** Aircall takes five comments a call, and strips emoji. */
  readonly createComment: (callId: number, content: string, limits?: Limits) => Promise<void>;
  /** By id: Aircall takes no names here. */
  readonly tagCall: (callId: number, tagIds: readonly number[], limits?: Limits) => Promise<void>;
  readonly listTags: (page: number, limits?: Limits) => Promise<Page<AircallTag>>;
  /** @param color hex, `#00B388` */
  readonly createTag: (name: string, color: string, limits?: Limits) => Promise<AircallTag>;
  readonly listWebhooks: (page: number, limits?: Limits) => Promise<Page<AircallWebhook>>;
  readonly createWebhook: (webhook: WebhookWish, limits?: Limits) => Promise<AircallWebhook>;
  /** Always with `events`: without them Aircall subscribes the webhook to every event there is. */
  readonly updateWebhook: (
    id: string,
    webhook: WebhookWish & { readonly active: boolean },
    limits?: Limits,
  ) => Promise<AircallWebhook>;
  readonly close: () => Promise<void>;
}

export interface WebhookWish {
  readonly name: string;
  readonly url: string;
  readonly events: readonly [string, ...string[]];
}

export function createAircallClient(options: TransportOptions): AircallClient {
  const { send, turn, close } = createTransport(options);
  const pageOf = (page: number): Record<string, string> => ({
    page: String(page),
    per_page: String(listPageSize),
  });
  return {
    turn,
    ping: async (limits) => {
      await send("GET", "/v1/ping", pingAnswer, { ...limits });
    },
    getCall: async (callId, limits) => {
      const query = { fetch_contact: "true" };
      const { call } = await send("GET", `/v1/calls/${callId}`, callAnswer, { query, ...limits });
      return call;
    },
    listCalls: async ({ from, to }, page, limits) => {
      const query = { ...pageOf(page), from: String(from), to: String(to), order: "asc" };
      const { calls, meta } = await send("GET", "/v1/calls", callsAnswer, { query, ...limits });
      return { items: calls ?? [], nextPage: meta?.next_page_link ? page + 1 : null };
    },
    createComment: async (callId, content, limits) => {
      const body = { content };
      await send("POST", `/v1/calls/${callId}/comments`, anyAnswer, {
        body,
        ownConnection: true,
        ...limits,
      });
    },
    tagCall: async (callId, tagIds, limits) => {
      await send("POST", `/v1/calls/${callId}/tags`, anyAnswer, {
        body: { tags: tagIds },
        ...limits,
      });
    },
    listTags: async (page, limits) => {
      const query = pageOf(page);
      const { tags, meta } = await send("GET", "/v1/tags", tagsAnswer, { query, ...limits });
      return { items: tags ?? [], nextPage: meta?.next_page_link ? page + 1 : null };
    },
    createTag: async (name, color, limits) => {
      const { tag } = await send("POST", "/v1/tags", tagAnswer, {
        body: { name, color },
        ...limits,
      });
      return tag;
    },
    listWebhooks: async (page, limits) => {
      const query = pageOf(page);
      const answer = await send("GET", "/v1/webhooks", webhooksAnswer, { query, ...limits });
      return {
        items: answer.webhooks ?? [],
        nextPage: answer.meta?.next_page_link ? page + 1 : null,
      };
    },
    createWebhook: async ({ name, url, events }, limits) => {
      const body = { custom_name: name, url, events };
      const { webhook } = await send("POST", "/v1/webhooks", webhookAnswer, { body, ...limits });
      return webhook;
    },
    updateWebhook: async (id, { name, url, events, active }, limits) => {
      const body = { custom_name: name, url, events, active };
      const path = `/v1/webhooks/${encodeURIComponent(id)}`;
      const { webhook } = await send("PUT", path, webhookAnswer, { body, ...limits });
      return webhook;
    },
    close,
  };
}
