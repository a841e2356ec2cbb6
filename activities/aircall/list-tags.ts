import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { tagNames } from "../../domain/voicemail/tags.ts";
import { aircallStep, type Desk } from "./step.ts";

const ours: ReadonlySet<string> = new Set(Object.values(tagNames));

/**
 * Gives only the tags that are ours: a company may have thousands, and histories keep what we
 * return.
 */
export function listTagsStep(desk: Desk): AircallActivities["listTags"] {
  return aircallStep(desk, async ({ client, tags: known }, { page }, limits) => {
    const { items, nextPage } = await client.tags.list(page, limits);
    const tags = items
      .map(({ id, name }) => ({ id, name: name.toLowerCase() }))
      .filter(({ name }) => ours.has(name));
    for (const tag of tags) known.set(tag.name, tag);
    return { tags, nextPage };
  });
}
