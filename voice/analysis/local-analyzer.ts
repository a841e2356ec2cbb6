import type { Analyzer } from "./analyzer.ts";
import { findCallback } from "./callback.ts";
import { findCaller } from "./caller.ts";
import { createEmbedder, type Embedder } from "./learned/embedder.ts";
import { featuresOf } from "./learned/features.ts";
import { loadHeads, type Heads } from "./learned/heads.ts";
import { findDeadlines, findReferences } from "./mentions.ts";
import { withoutOrders } from "./orders.ts";
import { judgeByRules } from "./rules-judgement.ts";
import { summarize } from "./summary.ts";
import { weighUp } from "./weigh-up.ts";

/** What the heads see of a longer text: a voicemail of an hour has said its business by then. The rules see all of it. */
const longestText = 20_000;

/**
 * Judges without a key and without a network: rules that show the words that decided, and heads over sentence vectors and words
 * that have learned when the rules are wrong or silent. Where the encoder does not load, the rules judge alone.
 *
 * @param heads read from heads.json with the first message when not given
 */
export function createLocalAnalyzer(
  embedder: Embedder = createEmbedder(),
  heads: Heads | null = null,
): Analyzer {
  let loaded = heads;
  return {
    name: "local",
    analyze: async (message) => {
      const { text, segments, contactName } = message;
      const rules = judgeByRules(message);
      const known = (loaded ??= loadHeads());
      const beginning = withoutOrders(text.slice(0, longestText));
      const features = await featuresOf(beginning, known.vocabulary, embedder).catch(() => null);
      return {
        ...weighUp(message, rules, features && { heads: known.by, features }),
        callback: findCallback(message),
        caller: findCaller(text, contactName),
        deadlines: findDeadlines(text, segments),
        references: findReferences(text, segments),
        summary: summarize(text),
        analyzer: "local",
      };
    },
  };
}
