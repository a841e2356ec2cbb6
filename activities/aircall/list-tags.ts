import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { tagNames } from "../../domain/voicemail/tags.ts";
import { accountNamed, type Accounts } from "../accounts.ts";
import { aircallShape, orFail } from "../failures.ts";
import { limitsOf } from "./step.ts";

/** Gives only the tags that are ours: a company may have thousands, and histories keep what we return. */
export function createListTags(accounts: Accounts): AircallActivities["listTags"] {
  const ours = new Set<string>(Object.values(tagNames));
  return async ({ account: name, page, ...resumed }) => {
    const account = accountNamed(accounts, name);
    const { items, nextPage } = await orFail(
      () => account.client.listTags(page, limitsOf(resumed)),
      aircallShape,
    );
    const tags = items
      .map(({ id, name: tagName }) => ({ id, name: tagName.toLowerCase() }))
      .filter((tag) => ours.has(tag.name));
    for (const tag of tags) account.tags.set(tag.name, tag);
    return { tags, nextPage };
  };
}
