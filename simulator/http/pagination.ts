import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { appError, sendJson } from "./answers.ts";
import type { State } from "../aircall/state.ts";

const querySchema = z.object({
  page: z.coerce.number().int().min(1).default(1),
  per_page: z.coerce.number().int().min(1).default(20),
  order: z.enum(["asc", "desc"]).default("asc"),
});

const maxPerPage = 50;

/** Calls and contacts beyond this offset are refused, though `next_page_link` still points there. */
const deepest = 10_000;

/** Answers with one page of a list, as `{meta, <key>: [...]}`. */
export function sendPage<Item>(
  state: State,
  request: FastifyRequest,
  reply: FastifyReply,
  options: {
    readonly key: string;
    readonly items: readonly Item[];
    readonly show: (item: Item) => unknown;
    readonly bounded?: boolean;
  },
): FastifyReply {
  const query = querySchema.safeParse(request.query);
  if (!query.success) return appError(reply, 400, "Invalid pagination parameters");
  const { page, order } = query.data;
  const perPage = Math.min(query.data.per_page, maxPerPage);
  if (query.data.per_page > maxPerPage && !state.settings.clampPerPage) {
    return appError(reply, 400, "per_page must be between 1 and 50");
  }
  const offset = (page - 1) * perPage;
  if (options.bounded === true && offset >= deepest) {
    return appError(reply, 400, "Pagination is limited to 10000 items");
  }
  const ordered = order === "asc" ? options.items : options.items.toReversed();
  const items = ordered.slice(offset, offset + perPage);
  const link = (to: number): string => {
    const url = new URL(request.url, state.baseUrl);
    url.searchParams.set("page", String(to));
    url.searchParams.set("per_page", String(perPage));
    return url.href;
  };
  const total = ordered.length;
  return sendJson(reply, 200, {
    meta: {
      count: items.length,
      total,
      current_page: page,
      per_page: perPage,
      next_page_link: offset + items.length < total ? link(page + 1) : null,
      previous_page_link: page > 1 ? link(page - 1) : null,
    },
    [options.key]: items.map(options.show),
  });
}
