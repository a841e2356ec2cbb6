import type { Analyzer } from "./analyzer.ts";
import type { Caller } from "../../domain/verdict.ts";
import { asSaid, straightApostrophes } from "../numbers/straight-apostrophes.ts";
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

/** Longer texts are judged by their beginning: a voicemail of an hour has said its business by then. */
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
      const shown = { ...message, text: straightApostrophes(message.text.slice(0, longestText)) };
      const { text, segments, contactName } = shown;
      const rules = judgeByRules(shown);
      const known = (loaded ??= loadHeads());
      const features = await featuresOf(withoutOrders(text), known.vocabulary, embedder).catch(
        () => null,
      );
      return {
        ...weighUp(shown, rules, features && { heads: known.by, features }),
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
