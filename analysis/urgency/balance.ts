import { readFileSync } from "node:fs";
import { z } from "zod";
import { signalNames } from "./signals.ts";

const sideSchema = z.object({
  bias: z.number(),
  weights: z.array(z.number()).length(signalNames.length),
});

const balanceSchema = z.object({ urgent: sideSchema, danger: sideSchema });

/** How much each signal counts, for urgency of 4 and up and for that of 5: training/balance/train.ts learns it. */
export type Balance = z.infer<typeof balanceSchema>;

let loaded: Balance | null = null;

/** Reads balance.json, once. */
export function loadBalance(): Balance {
  return (loaded ??= balanceSchema.parse(
    JSON.parse(readFileSync(new URL("balance.json", import.meta.url), "utf8")),
  ));
}

/** How likely a message is urgent, or tells of danger, by its signals: 0 to 1. */
export function weigh(side: Balance[keyof Balance], signals: readonly number[]): number {
  const sum = side.weights.reduce(
    (all, weight, at) => all + weight * (signals[at] ?? 0),
    side.bias,
  );
  return 1 / (1 + Math.exp(-sum));
}
