import { z } from "zod";
import { metaSchema, nextPageOf, pageQuery, type Page } from "../http/page.ts";
import type { Limits, Send } from "../http/transport.ts";
import type { TagNames } from "../tag-names.ts";

export const tagSchema = z.looseObject({ id: z.number().int(), name: z.string() });

export type AircallTag = z.infer<typeof tagSchema>;

/** `/v1/tags`. Names are ours on this side, the company's on the other. */
export interface TagRequests {
  readonly list: (page: number, limits?: Limits) => Promise<Page<AircallTag>>;
  /** @param color hex, `#00B388` */
  readonly create: (name: string, color: string, limits?: Limits) => Promise<AircallTag>;
}

export function tagRequests(send: Send, tagNames: TagNames): TagRequests {
  const tag = tagSchema.transform((read): AircallTag => tagNames.toOurs(read));
  const tagAnswer = z.looseObject({ tag });
  const tagsAnswer = z.looseObject({ meta: metaSchema, tags: z.array(tag).nullish() });
  return {
    list: async (page, limits) => {
      const query = pageQuery(page);
      const { tags, meta } = await send("GET", "/v1/tags", tagsAnswer, { query, ...limits });
      return { items: tags ?? [], nextPage: nextPageOf(page, meta) };
    },
    create: async (name, color, limits) => {
      const body = { name: tagNames.toTheirs(name), color };
      return (await send("POST", "/v1/tags", tagAnswer, { body, ...limits })).tag;
    },
  };
}
