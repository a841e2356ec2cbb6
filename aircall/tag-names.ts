import type { AircallClient } from "./client.ts";
import type { AircallCall } from "./schemas.ts";

/**
 * A client whose tags go by our names inside, and by the company's own at Aircall.
 *
 * @param theirs the company's name of a tag, by ours
 */
export function renameTags(
  client: AircallClient,
  theirs: ReadonlyMap<string, string>,
): AircallClient {
  if (theirs.size === 0) return client;
  const ours = new Map([...theirs].map(([own, other]) => [other.toLowerCase(), own]));
  const own = <Tag extends { name: string }>(tag: Tag): Tag => ({
    ...tag,
    name: ours.get(tag.name.toLowerCase()) ?? tag.name,
  });
  const ownCall = (call: AircallCall): AircallCall => ({ ...call, tags: call.tags?.map(own) });
  return {
    ...client,
    getCall: async (...args) => ownCall(await client.getCall(...args)),
    listCalls: async (...args) => {
      const page = await client.listCalls(...args);
      return { ...page, items: page.items.map(ownCall) };
    },
    listTags: async (...args) => {
      const page = await client.listTags(...args);
      return { ...page, items: page.items.map(own) };
    },
    createTag: async (name, ...rest) =>
      own(await client.createTag(theirs.get(name) ?? name, ...rest)),
  };
}
