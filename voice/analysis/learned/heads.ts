import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Vocabulary, WordVector } from "./words.ts";

const headSchema = z.object({
  bias: z.number(),
  /** For the sentence vectors and what the rules found. */
  weights: z.array(z.number()),
  /** For the words of the vocabulary. */
  words: z.array(z.number()),
});

/** A linear judge over features: one number out. */
export type Head = z.infer<typeof headSchema>;

const fileSchema = z.object({
  /** By word or pair of words: its rarity. */
  vocabulary: z.record(z.string(), z.number()),
  heads: z.object({
    /** Urgency of 4 and up. */
    urgent: headSchema,
    /** Spam or robocall. */
    spam: headSchema,
    negative: headSchema,
    neutral: headSchema,
    positive: headSchema,
  }),
});

export type HeadsFile = z.infer<typeof fileSchema>;

/** What was learned from texts: bench/analysis/train.ts makes it. */
export type Heads = HeadsFile["heads"] & { readonly vocabulary: Vocabulary };

export function loadHeads(): Heads {
  const file = new URL("heads.json", import.meta.url);
  const { vocabulary, heads } = fileSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const words = Object.entries(vocabulary).map(
    ([term, rarity], index) => [term, { index, rarity }] as const,
  );
  return { ...heads, vocabulary: new Map(words) };
}

/** How likely a head finds its class, 0 to 1. */
export function probability(head: Head, dense: readonly number[], words: WordVector): number {
  let sum = head.bias;
  for (const [index, weight] of head.weights.entries()) sum += weight * (dense[index] ?? 0);
  for (const [index, weight] of words) sum += weight * (head.words[index] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
