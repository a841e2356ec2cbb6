import { z } from "zod";
import { listPageSize } from "../../domain/aircall-limits.ts";

/** One page of a list, as Aircall gives it: in its order, 50 at most. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Null on the last page. */
  readonly nextPage: number | null;
}

/**
 * What stands beside a list. A list occasionally comes without it, or without its items: that means
 * empty.
 */
export const metaSchema = z.looseObject({ next_page_link: z.string().nullish() }).nullish();

/** The query for a page, counted from 1. */
export function pageQuery(page: number): Readonly<Record<string, string>> {
  return { page: String(page), per_page: String(listPageSize) };
}

/** The page after one; null behind the last. The link itself is not followed. */
export function nextPageOf(page: number, meta: z.infer<typeof metaSchema>): number | null {
  return meta?.next_page_link ? page + 1 : null;
}
