import type { Head } from "../../voice/analysis/learned/heads.ts";
import type { WordVector } from "../../voice/analysis/learned/words.ts";

/** A text as the heads see it. */
export interface Seen {
  readonly dense: Float32Array;
  readonly words: WordVector;
}

/** Weight of the penalty on large weights: small, for there are more features than texts. */
const penalty = 0.2;
const rounds = 600;
const step = 0.5;

/** Logistic regression by gradient descent with momentum; both classes weigh the same in all. */
export function learn(
  seen: readonly Seen[],
  targets: readonly boolean[],
  vocabulary: number,
): Head {
  const yes = targets.filter(Boolean).length;
  const shares = targets.map((one) => 0.5 / (one ? yes : targets.length - yes));
  const size = seen[0]?.dense.length ?? 0;
  let bias = 0;
  const weights = new Float64Array(size + vocabulary);
  const speed = new Float64Array(size + vocabulary);
  const gradient = new Float64Array(size + vocabulary);
  for (let round = 0; round < rounds; round++) {
    gradient.fill(0);
    let drift = 0;
    for (const [index, { dense, words }] of seen.entries()) {
      let sum = bias;
      for (let at = 0; at < size; at++) sum += (weights[at] ?? 0) * (dense[at] ?? 0);
      for (const [at, weight] of words) sum += (weights[size + at] ?? 0) * weight;
      const error = (1 / (1 + Math.exp(-sum)) - Number(targets[index])) * (shares[index] ?? 0);
      drift += error;
      for (let at = 0; at < size; at++)
        gradient[at] = (gradient[at] ?? 0) + error * (dense[at] ?? 0);
      for (const [at, weight] of words) {
        gradient[size + at] = (gradient[size + at] ?? 0) + error * weight;
      }
    }
    bias -= step * drift;
    for (let at = 0; at < weights.length; at++) {
      const slope = (gradient[at] ?? 0) + (penalty / seen.length) * (weights[at] ?? 0);
      speed[at] = 0.9 * (speed[at] ?? 0) - step * slope;
      weights[at] = (weights[at] ?? 0) + (speed[at] ?? 0);
    }
  }
  const rounded = [...weights].map((value) => Math.round(value * 1e3) / 1e3);
  return {
    bias: Math.round(bias * 1e3) / 1e3,
    weights: rounded.slice(0, size),
    words: rounded.slice(size),
  };
}
