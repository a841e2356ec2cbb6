import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { tagNames } from "../../domain/voicemail/tags.ts";
import type { Accounts } from "../accounts.ts";
import { aircallStep } from "./step.ts";

const ours: ReadonlySet<string> = new Set(Object.values(tagNames));

/**
 * Gives only the tags that are ours: a company may have thousands, and histories keep what we
 * return.
 */
export function listTagsStep(accounts: Accounts): AircallActivities["listTags"] {
  return aircallStep(accounts, async ({ client, tags: known }, { page }, limits) => {
    const { items, nextPage } = await client.tags.list(page, limits);
    const tags = items
      .map(({ id, name }) => ({ id, name: name.toLowerCase() }))
      .filter(({ name }) => ours.has(name));
    for (const tag of tags) known.set(tag.name, tag);
    return { tags, nextPage };
  });
}
