import type { NextId } from "../ids.ts";

/** https://developer.aircall.io/api-references/#tag. `color`: hex, `#00B388`. */
export interface Tag {
  readonly id: number;
  name: string;
  color: string;
  readonly description: string | null;
}

/** The company's tags by id. */
export interface Tags {
  readonly tags: Map<number, Tag>;
}

/** The tags that every company has from the start. */
const given = [
  ["Callback Request", "queue_callback"],
  ["Called Back", "queue_called_back"],
  ["Conference", "conference"],
  ["Follow Up", "follow_up_self_assign"],
  ["Voicemail Drop", "voicemail_drop"],
  ["Voice Virtual Agent", "voice_virtual_agent"],
] as const;

/** The tags that a new company has. */
export function createTags(nextId: NextId): Tags {
  const tags = new Map<number, Tag>();
  for (const [name, description] of given) {
    const id = nextId("tag");
    tags.set(id, { id, name, color: "#00B388", description });
  }
  return { tags };
}
