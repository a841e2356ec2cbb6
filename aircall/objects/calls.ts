import { z } from "zod";
import { nextPageOf, pageQuery, metaSchema, type Page } from "../http/page.ts";
import type { Limits, Send } from "../http/transport.ts";
import type { TagNames } from "../tag-names.ts";
import { contactSchema } from "./contacts.ts";
import { numberSchema } from "./numbers.ts";
import { tagSchema } from "./tags.ts";

const commentSchema = z.looseObject({ content: z.string().nullish() });

const callSchema = z.looseObject({
  id: z.number().int(),
  direction: z.string().nullish(),
  /** Seconds since the epoch. */
  started_at: z.number().nullish(),
  voicemail: z.string().nullish(),
  asset: z.string().nullish(),
  /** The caller's number in display format, or the literal `anonymous`. */
  raw_digits: z.string().nullish(),
  contact: contactSchema.nullish(),
  number: numberSchema.nullish(),
  comments: z.array(commentSchema).nullish(),
  tags: z.array(tagSchema).nullish(),
});

/** A call as Aircall gives it, with what we read of it. Tags have our names. */
export type AircallCall = z.infer<typeof callSchema>;

export interface CallRequests {
  /** The call with its contact and a fresh link to its recording. */
  readonly get: (callId: number, limits?: Limits) => Promise<AircallCall>;
  /**
   * Calls created in a span, oldest first. Aircall answers 400 beyond the 10,000th.
   *
   * @param span seconds since the epoch
   */
  readonly list: (
    span: { readonly from: number; readonly to: number },
    page: number,
    limits?: Limits,
  ) => Promise<Page<AircallCall>>;
  /** The call that began last; null where there is none. */
  readonly latest: (limits?: Limits) => Promise<AircallCall | null>;
  /** Aircall takes five comments a call, and strips emoji. */
  readonly comment: (callId: number, content: string, limits?: Limits) => Promise<void>;
  /** By id: Aircall takes no names here. */
  readonly tag: (callId: number, tagIds: readonly number[], limits?: Limits) => Promise<void>;
}

/** `/v1/calls`, https://developer.aircall.io/api-references/#call */
export function callRequests(send: Send, tagNames: TagNames): CallRequests {
  // Part of reading a call, so that no request which answers with one can forget it.
  const call = callSchema.transform((read): AircallCall => ({
    ...read,
    tags: read.tags?.map(tagNames.toOurs),
  }));
  const callAnswer = z.looseObject({ call });
  const callsAnswer = z.looseObject({ meta: metaSchema, calls: z.array(call).nullish() });
  return {
    get: async (callId, limits) => {
      const query = { fetch_contact: "true" };
      const path = `/v1/calls/${callId}`;
      return (await send("GET", path, callAnswer, { query, ...limits })).call;
    },
    list: async ({ from, to }, page, limits) => {
      const query = { ...pageQuery(page), from: String(from), to: String(to), order: "asc" };
      const { calls, meta } = await send("GET", "/v1/calls", callsAnswer, { query, ...limits });
      return { items: calls ?? [], nextPage: nextPageOf(page, meta) };
    },
    latest: async (limits) => {
      const query = { page: "1", per_page: "1", order: "desc" };
      const { calls } = await send("GET", "/v1/calls", callsAnswer, { query, ...limits });
      return calls?.[0] ?? null;
    },
    comment: async (callId, content, limits) => {
      const body = { content };
      const options = { body, ownConnection: true, ...limits };
      await send("POST", `/v1/calls/${callId}/comments`, anyAnswer, options);
    },
    tag: async (callId, tagIds, limits) => {
      const body = { tags: tagIds };
      await send("POST", `/v1/calls/${callId}/tags`, anyAnswer, { body, ...limits });
    },
  };
}

/** For writes whose answer is not documented: a body, an empty one, none. */
const anyAnswer = z.unknown();
