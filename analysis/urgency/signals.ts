import type { Message } from "../analyzer.ts";
import type { Chances } from "../danger/danger-reader.ts";
import type { TextFeatures } from "../learned/features.ts";
import { probability, type HeadName, type Heads } from "../learned/heads.ts";
import type { Situation, Situations } from "./situations.ts";
import type { Span } from "../../text/windows.ts";

/** What was learned, and the text as it sees it. */
export interface Learned {
  readonly heads: Heads["by"];
  readonly features: TextFeatures;
}

/** A passage, and how likely it tells of danger by itself. */
export interface ReadPassage extends Span, Chances {}

/** What is known of a message before it is weighed. */
export interface Known {
  readonly message: Message;
  /** What a rule found and nothing takes back, the most serious first. */
  readonly standing: readonly Situation[];
  readonly situations: Situations;
  readonly passages: readonly ReadPassage[];
  readonly learned: Learned;
}

/** What speaks for urgency or against it, in the order in which balance.json weighs it. */
export const signalNames = [
  /** The heads over the whole text, as log odds. */
  "urgent",
  "danger",
  "soon",
  "asks",
  /** The passage that says most, as the reader of dangers reads it. */
  "passageDanger",
  "passageUrgent",
  /** The sentence that says most, as the heads read it. */
  "sentenceDanger",
  "sentenceUrgent",
  /** The level of what a rule found. */
  "ruledDanger",
  "ruledUrgent",
  "ruledSoon",
  /** What a rule found and the caller denies, takes back, or says may wait. */
  "denied",
  "takenBack",
  "mayWait",
  /** A long message has more passages that may sound like something, and the heads have learned from shorter ones. */
  "length",
  "lengthTimesPassageDanger",
  "lengthTimesUrgent",
] as const;

/** In letters: what the heads have learned from is rarely longer. */
const usualLength = 600;
const mostLengths = 3;

/** Chances nearer to 0 or 1 than this are not told apart. */
const surest = 1e-3;

/** The signals of a message, in the order of {@link signalNames}. */
export function signalsOf(known: Known): readonly number[] {
  const { message, standing, situations, passages, learned } = known;
  const whole = (name: HeadName): number => odds(chanceOf(name, learned));
  const stands = (danger: boolean) => (one: Span) => !situations.liftedAt(one.end, danger);
  const passage = (of: keyof Chances): number =>
    Math.max(0, ...passages.filter(stands(of === "danger")).map((one) => one[of]));
  const sentence = (name: HeadName): number =>
    Math.max(
      0,
      ...learned.features.sentences
        .filter((one) => stands(name === "danger")(one.sentence))
        .map((one) => probability(learned.heads[name], one)),
    );
  const level = standing[0]?.level ?? 0;
  const is = (condition: boolean): number => (condition ? 1 : 0);
  const length = Math.min(message.text.length / usualLength, mostLengths);
  const passageDanger = odds(passage("danger"));
  const urgent = whole("urgent");
  return [
    urgent,
    whole("danger"),
    whole("soon"),
    whole("asks"),
    passageDanger,
    odds(passage("urgent")),
    odds(sentence("danger")),
    odds(sentence("urgent")),
    is(level === 5),
    is(level === 4),
    is(level === 3),
    is(situations.denied.length > 0),
    is(situations.takenBack),
    is(situations.mayWait),
    length,
    (length * passageDanger) / mostLengths,
    (length * urgent) / mostLengths,
  ];
}

/** How likely a head over the whole text finds its class, 0 to 1. */
export function chanceOf(name: HeadName, { heads, features }: Learned): number {
  return probability(heads[name], features);
}

function odds(chance: number): number {
  const within = Math.min(Math.max(chance, surest), 1 - surest);
  return Math.log(within / (1 - within));
}
