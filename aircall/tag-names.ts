/** Tags go by our names inside, and by the company's own at Aircall. */
export interface TagNames {
  readonly toOurs: <Tag extends { readonly name: string }>(tag: Tag) => Tag;
  readonly toTheirs: (name: string) => string;
}

/** @param names the company's name of a tag, by ours; asked anew each time, since settings change */
export function createTagNames(names: () => ReadonlyMap<string, string>): TagNames {
  return {
    toOurs: (tag) => {
      const name = tag.name.toLowerCase();
      for (const [own, other] of names()) {
        if (other.toLowerCase() === name) return { ...tag, name: own };
      }
      return tag;
    },
    toTheirs: (name) => names().get(name) ?? name,
  };
}
