import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { tagNames } from "../../domain/voicemail/tags.ts";
import { writeStep, type Desk } from "./step.ts";

/** Colours of tags that we make; an admin may change them. */
const colors: Readonly<Record<string, string>> = {
  [tagNames.urgent]: "#D92D20",
  [tagNames.negative]: "#F79009",
  [tagNames.spam]: "#667085",
  [tagNames.listen]: "#7A5AF8",
};
const otherColor = "#00B388";

export function createTagStep(desk: Desk): AircallActivities["createTag"] {
  return writeStep(desk, async ({ client, tags }, { name }, limits) => {
    const { id } = await client.tags.create(name, colors[name] ?? otherColor, limits);
    const tag = { id, name };
    tags.set(name, tag);
    return tag;
  });
}
