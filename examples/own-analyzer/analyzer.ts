/*
 * An analyzer of your own: it asks the local one, and knows one thing better. For a company that
 * stores frozen food, a cold store that is warm cannot wait.
 *
 *   echo "The cold store is warm." | ANALYZER=module:examples/own-analyzer/analyzer.ts npx afterbeep analyze
 */
import type { Analyzer } from "../../analysis/analyzer.ts";

const warm = /\bcold store\b[^.!?]*\b(?:warm|thawing|above zero)\b/i;

/** It is given the local analyzer, and may ask it. */
export default function createAnalyzer({ local }: { readonly local: Analyzer }): Analyzer {
  return {
    name: "cold store",
    analyze: async (message, options) => {
      const verdict = await local.analyze(message, options);
      const [quote] = warm.exec(message.text) ?? [];
      if (quote === undefined || verdict.category !== "genuine") return verdict;
      // The words that decided stand in the comment, so they must be the caller's.
      return {
        ...verdict,
        urgency: { level: 5, evidence: [{ quote, atSeconds: null }] },
        topic: "cold store",
        analyzer: "cold store",
      };
    },
  };
}
