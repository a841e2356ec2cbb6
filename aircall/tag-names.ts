/** Tags go by our names inside, and by the company's own at Aircall. */
export interface TagNames {
  readonly toOurs: <Tag extends { readonly name: string }>(tag: Tag) => Tag;
  readonly toTheirs: (name: string) => string;
}

/** @param theirs the company's name of a tag, by ours */
export function createTagNames(theirs: ReadonlyMap<string, string>): TagNames {
  const ours = new Map([...theirs].map(([own, other]) => [other.toLowerCase(), own]));
  return {
    toOurs: (tag) => ({ ...tag, name: ours.get(tag.name.toLowerCase()) ?? tag.name }),
    toTheirs: (name) => theirs.get(name) ?? name,
  };
}
