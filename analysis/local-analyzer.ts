import type { Caller } from "../domain/voicemail/verdict.ts";
import { asSaid, straightApostrophes } from "../text/straight-apostrophes.ts";
import type { Analyzer, Message } from "./analyzer.ts";
import { findCallback } from "./callback/callback.ts";
import { findCaller } from "./caller/caller.ts";
import { createDangerReader, type DangerReader } from "./danger/danger-reader.ts";
import { readPassages } from "./danger/read-passages.ts";
import { createEmbedder, type Embedder } from "./learned/embedder.ts";
import { featuresOf } from "./learned/features.ts";
import { loadHeads, termsAlone, type Heads } from "./learned/heads.ts";
import { termVector } from "./learned/words.ts";
import { findDeadlines, findReferences } from "./mentions.ts";
import { withoutOrders } from "./orders.ts";
import { judgeByRules, type RulesJudgement } from "./rules-judgement.ts";
import { summarize } from "./summary.ts";
import type { Learned, ReadPassage } from "./urgency/weigh-urgency.ts";
import { weighUp } from "./weigh-up.ts";

export interface LocalAnalyzerParts {
  readonly embedder?: Embedder;
  readonly dangers?: DangerReader;
  /** (Default: read from heads.json with the first message) */
  readonly heads?: Heads | null;
}

/** In a very long text what a rule knows is read before what only sounds like it. */
const namedFirst = 1_000;

/** What the heads see of a longer text: a voicemail of an hour has said its business by then. The rules see all of it. */
const longestText = 20_000;

/**
 * Judges without a key and without a network: rules that show the words that decided, a model that reads each passage for danger, and
 * heads over sentence vectors and words that have learned when the rules are wrong or silent. What does not load is done without.
 */
export function createLocalAnalyzer({
  embedder = createEmbedder(),
  dangers = createDangerReader(),
  heads = null,
}: LocalAnalyzerParts = {}): Analyzer {
  let loaded = heads;
  const known = (): Heads => (loaded ??= loadHeads());

  const passagesOf = (
    text: string,
    { situations }: RulesJudgement,
  ): Promise<readonly ReadPassage[]> => {
    const named = [...situations.standing, ...situations.denied];
    return readPassages(text, dangers, ({ start, end, text: words }) => {
      const isNamed = named.some((one) => one.level >= 4 && one.start < end && one.end > start);
      const terms = termVector(words, known().vocabulary);
      return (isNamed ? namedFirst : 0) + termsAlone(known().by.danger, terms);
    }).catch(() => []);
  };

  const learnedOf = ({ text }: Message): Promise<Learned | null> =>
    featuresOf(withoutOrders(text.slice(0, longestText)), known().vocabulary, embedder)
      .then((features) => ({ heads: known().by, features }))
      .catch(() => null);

  return {
    name: "local",
    analyze: async (message) => {
      const shown = { ...message, text: straightApostrophes(message.text) };
      const { text, segments, contactName } = shown;
      const rules = judgeByRules(shown);
      const [passages, learned] = await Promise.all([passagesOf(text, rules), learnedOf(shown)]);
      return {
        ...weighUp(shown, rules, passages, learned),
        callback: findCallback(shown),
        caller: asTheySaid(findCaller(text, contactName), message.text),
        deadlines: findDeadlines(text, segments),
        references: findReferences(text, segments),
        summary: summarize(text),
        analyzer: "local",
      };
    },
  };
}

function asTheySaid(caller: Caller, text: string): Caller {
  const said = (words: string | null): string | null => words && asSaid(words, text);
  return { ...caller, name: said(caller.name), company: said(caller.company) };
}
