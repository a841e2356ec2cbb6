import type { Caller } from "../domain/voicemail/verdict.ts";
import { asSaid } from "../text/straight-apostrophes.ts";
import type { Analyzer } from "./analyzer.ts";
import { findCallback } from "./callback/callback.ts";
import { findCaller } from "./caller/caller.ts";
import { findDeadlines, findReferences } from "./mentions.ts";
import { createMessageReader, type MessageReaderParts } from "./read-message.ts";
import { summarize } from "./summary.ts";
import { weighUp } from "./weigh-up.ts";

/**
 * Judges without a key and without a network: rules that show the words that decided, a model that
 * reads each passage for danger, and heads over sentence vectors and words that have learned when
 * the rules are wrong or silent. What does not load is done without.
 */
export function createLocalAnalyzer(parts: MessageReaderParts = {}): Analyzer {
  const read = createMessageReader(parts);
  return {
    name: "local",
    analyze: async (given) => {
      const { message, rules, passages, learned } = await read(given);
      const { text, segments, contactName } = message;
      return {
        ...weighUp(message, rules, passages, learned),
        callback: findCallback(message),
        caller: asTheySaid(findCaller(text, contactName), given.text),
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
