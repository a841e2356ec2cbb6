import { straightApostrophes } from "../text/straight-apostrophes.ts";
import type { Message } from "./analyzer.ts";
import { createDangerReader, type DangerReader } from "./danger/danger-reader.ts";
import type { Passage } from "./danger/passages.ts";
import { readPassages } from "./danger/read-passages.ts";
import { createEmbedder, type Embedder } from "./learned/embedder.ts";
import { featuresOf } from "./learned/features.ts";
import { loadHeads, termsAlone, type Heads } from "./learned/heads.ts";
import { termVector } from "./learned/words.ts";
import { withoutOrders } from "./orders.ts";
import { judgeByRules, type RulesJudgement } from "./rules-judgement.ts";
import type { Learned, ReadPassage } from "./urgency/signals.ts";
import type { Span } from "../text/windows.ts";

/** What reads a message; each is made where it is not given. */
export interface MessageReaderParts {
  readonly embedder?: Embedder;
  readonly dangers?: DangerReader;
  /** (Default: read from heads.json with the first message) */
  readonly heads?: Heads | null;
}

/** All that rules, heads and the reader of dangers say of a message, before it is weighed. */
export interface MessageRead {
  /** With straight apostrophes, as all of them read it. */
  readonly message: Message;
  readonly rules: RulesJudgement;
  /** None where the reader of dangers does not load. */
  readonly passages: readonly ReadPassage[];
  /** Null where the encoder of sentences does not load. */
  readonly learned: Learned | null;
}

/** In a very long text what a rule knows is read before what only sounds like it. */
const namedFirst = 1_000;

/**
 * What the heads see of a longer text: a voicemail of an hour has said its business by then. The
 * rules see all of it.
 */
const longestText = 20_000;

/** Reads messages with rules, heads and the reader of dangers. What does not load is done without. */
export function createMessageReader({
  embedder = createEmbedder(),
  dangers = createDangerReader(),
  heads = null,
}: MessageReaderParts = {}): (given: Message) => Promise<MessageRead> {
  let loaded = heads;
  const known = (): Heads => (loaded ??= loadHeads());

  const passagesOf = (
    text: string,
    { situations }: RulesJudgement,
  ): Promise<readonly ReadPassage[]> => {
    const named = [...situations.standing, ...situations.denied];
    const isNamed = ({ start, end }: Span): boolean =>
      named.some((one) => one.level >= 4 && one.start < end && one.end > start);
    const dangersNamed = situations.standing.filter(({ level }) => level === 5);
    const worth = (passage: Passage): number => {
      const terms = termVector(passage.text, known().vocabulary);
      return (isNamed(passage) ? namedFirst : 0) + termsAlone(known().by.danger, terms);
    };
    return readPassages(text, dangers, worth, dangersNamed).catch(() => []);
  };

  const learnedOf = ({ text }: Message): Promise<Learned | null> =>
    featuresOf(withoutOrders(text.slice(0, longestText)), known().vocabulary, embedder)
      .then((features) => ({ heads: known().by, features }))
      .catch(() => null);

  return async (given) => {
    const message = { ...given, text: straightApostrophes(given.text) };
    const rules = judgeByRules(message);
    const [passages, learned] = await Promise.all([
      passagesOf(message.text, rules),
      learnedOf(message),
    ]);
    return { message, rules, passages, learned };
  };
}
