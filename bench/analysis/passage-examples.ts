import type { Passage } from "../../voice/analysis/learned/features.ts";
import { probability, type Head } from "../../voice/analysis/learned/heads.ts";
import type { Example } from "./learn.ts";
import type { Seen } from "./learn-heads.ts";

/** A text of so many sentences says one thing: all of it is the example. */
const shortText = 2;

/** How much a passage counts that nobody has pointed at. */
const foundWeight = 1;
const pointedWeight = 2;
/** Of the many passages that are none, one in so many teaches as much as all; and each that the last head was not sure of. */
const sampled = 6;
const doubtful = 0.02;

/** A level below, it is near to being one. */
const nearWeight = 0.3;

/**
 * What a passage head learns from: every passage of a text that is not urgent is none of its own; of an urgent one the passage in which
 * the head of the round before finds most, or, in the first round, short texts alone.
 */
export function passageExamples(
  seen: readonly Seen[],
  level: 4 | 5,
  head: Head | null,
): readonly Example[] {
  let turn = 0;
  const tells = (passage: Passage): boolean =>
    turn++ % sampled === 0 || (head !== null && probability(head, passage) >= doubtful);
  return seen.flatMap((text): Example[] => {
    const { urgency, category, features, dangerAt: danger } = text;
    // Who has dialled a wrong number may speak of anything.
    if (!["genuine", "spam", "robocall"].includes(category)) return [];
    if (text.danger !== undefined && danger === null) return [];
    const { passages, sentences } = features;
    const none = (some: readonly Passage[], weight: number): Example[] =>
      some.filter(tells).map((passage) => ({ seen: passage, is: false, weight }));
    if (urgency < level) {
      const near = level === 5 && urgency === 4;
      return none(passages, near ? nearWeight : 1);
    }
    const within = danger
      ? passages.filter(({ start, end }) => start >= danger.start - 1 && end <= danger.end + 1)
      : passages;
    const outside = danger
      ? passages.filter(({ start, end }) => end <= danger.start + 1 || start >= danger.end - 1)
      : [];
    const short = sentences.length <= shortText || danger !== null;
    if (head === null && !short) return [];
    const found = head === null ? within.slice(0, 3) : mostOf(within, head);
    const weight = danger ? pointedWeight : foundWeight;
    return [...found.map((passage) => ({ seen: passage, is: true, weight })), ...none(outside, 1)];
  });
}

/** The passage in which a head finds most. */
function mostOf(passages: readonly Passage[], head: Head): readonly Passage[] {
  let best: Passage | null = null;
  let most = -1;
  for (const passage of passages) {
    const chance = probability(head, passage);
    if (chance <= most) continue;
    most = chance;
    best = passage;
  }
  return best ? [best] : [];
}
