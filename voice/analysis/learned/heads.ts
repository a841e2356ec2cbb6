import { readFileSync } from "node:fs";
import { z } from "zod";

const headSchema = z.object({ bias: z.number(), weights: z.array(z.number()) });

/** A linear judge over features: one number out. */
export type Head = z.infer<typeof headSchema>;

const headsSchema = z.object({
  /** Urgency of 4 and up. */
  urgent: headSchema,
  /** Spam or robocall. */
  spam: headSchema,
  negative: headSchema,
  neutral: headSchema,
  positive: headSchema,
});

/** What was learned from texts: bench/analysis/train.ts makes it. */
export type Heads = z.infer<typeof headsSchema>;

export function loadHeads(): Heads {
  const file = new URL("heads.json", import.meta.url);
  return headsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** How likely a head finds its class, 0 to 1. */
export function probability({ bias, weights }: Head, features: readonly number[]): number {
  const sum = weights.reduce(
    (total, weight, index) => total + weight * (features[index] ?? 0),
    bias,
  );
  return 1 / (1 + Math.exp(-sum));
}
