import { readFileSync } from "node:fs";
import { z } from "zod";
import { intents } from "../../domain/voicemail/verdict.ts";
import type { Features } from "./features.ts";
import type { Vocabulary } from "./words.ts";

/** What the heads tell apart. */
export const headNames = [
  /** Urgency of 2 and up, 3 and up, 4 and up, 5. */
  "asks",
  "soon",
  "urgent",
  "danger",
  /** Spam or robocall; of these a robocall. */
  "spam",
  "robocall",
  "wrong_number",
  "accidental",
  "negative",
  "neutral",
  "positive",
  ...intents.map((intent) => `intent ${intent}` as const),
] as const;

export type HeadName = (typeof headNames)[number];

/**
 * Held as they are used: a million of them take a third of what a list of numbers does. Checked in one pass: a schema
 * for each costs every start a quarter of a second.
 */
const weights = z
  .custom<readonly number[]>((all) => Array.isArray(all) && all.every(Number.isFinite))
  .transform((all) => Float32Array.from(all));

const headSchema = z.object({
  bias: z.number(),
  /** For the sentence vectors. */
  dense: weights,
  /** For the terms of the vocabulary. */
  terms: weights,
});

/** A linear judge over features: one number out. */
export interface Head {
  readonly bias: number;
  readonly dense: Weights;
  readonly terms: Weights;
}

type Weights = readonly number[] | Float32Array;

const fileSchema = z.object({
  /** By term: its rarity. */
  vocabulary: z.record(z.string(), z.number()),
  heads: z.record(z.enum(headNames), headSchema),
});

export type HeadsFile = z.input<typeof fileSchema>;

/** What was learned from texts: training/heads/train.ts makes it. */
export interface Heads {
  readonly vocabulary: Vocabulary;
  readonly by: Readonly<Record<HeadName, Head>>;
}

/** Reads heads.json. It is made by the clone: one of another shape is a fault of ours. */
export function loadHeads(): Heads {
  const file = new URL("heads.json", import.meta.url);
  const { vocabulary, heads } = fileSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const terms = Object.entries(vocabulary).map(
    ([term, rarity], index) => [term, { index, rarity }] as const,
  );
  return { by: heads, vocabulary: new Map(terms) };
}

/** How likely a head finds its class, 0 to 1. */
export function probability(
  head: Head,
  { dense, terms }: Pick<Features, "dense" | "terms">,
): number {
  let sum = head.bias;
  for (let index = 0; index < head.dense.length; index++) {
    sum += (head.dense[index] ?? 0) * (dense[index] ?? 0);
  }
  for (const [index, weight] of terms) sum += weight * (head.terms[index] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

/** What its words alone say, where nobody has read what they mean: more is more likely. */
export function termsAlone(head: Head, terms: Features["terms"]): number {
  return terms.reduce((sum, [index, weight]) => sum + weight * (head.terms[index] ?? 0), 0);
}
