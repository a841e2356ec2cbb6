import type { Features } from "../../analysis/learned/features.ts";
import type { Head } from "../../analysis/learned/heads.ts";

/** A text as the heads see it, whether it is of the class, and how much it counts. */
export interface Example {
  readonly seen: Pick<Features, "dense" | "terms">;
  readonly is: boolean;
  readonly weight: number;
}

/** Steps that the method remembers of its way, and how many it takes at most. */
const memory = 8;
const mostSteps = 150;
const flat = 1e-3;

/**
 * Logistic regression with both classes weighed the same, by L-BFGS (Nocedal and Wright, Numerical Optimization, 7.2).
 *
 * @param trust how much the examples count against small weights: the inverse of the penalty
 */
export function learn(examples: readonly Example[], termCount: number, trust: number): Head {
  const denseCount = examples[0]?.seen.dense.length ?? 0;
  const yes = examples.filter(({ is }) => is).length;
  const shares = examples.map(
    ({ is, weight }) =>
      (trust * weight * examples.length) / (2 * (is ? yes : examples.length - yes)),
  );
  // Plain arrays of one kind are what the engine runs fast.
  const dense = examples.map(({ seen }) => Float64Array.from(seen.dense));
  const indices = examples.map(({ seen }) => Int32Array.from(seen.terms, ([index]) => index));
  const values = examples.map(({ seen }) => Float64Array.from(seen.terms, ([, value]) => value));

  const size = denseCount + termCount + 1;
  const cost = (weights: Float64Array, gradient: Float64Array): number => {
    let sum = 0;
    for (let at = 0; at < size; at++) {
      const weight = at === size - 1 ? 0 : (weights[at] ?? 0);
      gradient[at] = weight;
      sum += (weight * weight) / 2;
    }
    for (let which = 0; which < examples.length; which++) {
      const [row, index, value] = [dense[which], indices[which], values[which]];
      if (!row || !index || !value) continue;
      let margin = weights[size - 1] ?? 0;
      for (let at = 0; at < denseCount; at++) margin += (weights[at] ?? 0) * (row[at] ?? 0);
      for (let at = 0; at < index.length; at++)
        margin += (weights[denseCount + (index[at] ?? 0)] ?? 0) * (value[at] ?? 0);
      const sign = examples[which]?.is === true ? 1 : -1;
      const share = shares[which] ?? 0;
      sum += share * Math.log1p(Math.exp(-sign * margin));
      const slope = (-sign * share) / (1 + Math.exp(sign * margin));
      for (let at = 0; at < denseCount; at++)
        gradient[at] = (gradient[at] ?? 0) + slope * (row[at] ?? 0);
      for (let at = 0; at < index.length; at++) {
        const place = denseCount + (index[at] ?? 0);
        gradient[place] = (gradient[place] ?? 0) + slope * (value[at] ?? 0);
      }
      gradient[size - 1] = (gradient[size - 1] ?? 0) + slope;
    }
    return sum;
  };

  const weights = minimize(cost, size);
  const rounded = [...weights].map((value) => Math.round(value * 1e3) / 1e3);
  return {
    bias: rounded[size - 1] ?? 0,
    dense: rounded.slice(0, denseCount),
    terms: rounded.slice(denseCount, size - 1),
  };
}

type Cost = (at: Float64Array, gradient: Float64Array) => number;

function minimize(cost: Cost, size: number): Float64Array {
  let here = new Float64Array(size);
  let slope = new Float64Array(size);
  let height = cost(here, slope);
  const steps: { readonly moved: Float64Array; readonly turned: Float64Array }[] = [];
  for (let step = 0; step < mostSteps && largest(slope) > flat; step++) {
    const direction = downhill(slope, steps);
    const fall = dot(direction, slope);
    let stride = step === 0 ? 1 / Math.sqrt(dot(slope, slope)) : 1;
    let there = here;
    let slopeThere = slope;
    let heightThere = height;
    for (let tries = 0; tries < 30; tries++, stride /= 2) {
      there = here.map((value, at) => value + stride * (direction[at] ?? 0));
      slopeThere = new Float64Array(size);
      heightThere = cost(there, slopeThere);
      if (heightThere <= height + 1e-4 * stride * fall) break;
    }
    const moved = there.map((value, at) => value - (here[at] ?? 0));
    const turned = slopeThere.map((value, at) => value - (slope[at] ?? 0));
    if (dot(moved, turned) > 1e-10) steps.push({ moved, turned });
    if (steps.length > memory) steps.shift();
    const gained = height - heightThere;
    [here, slope, height] = [there, slopeThere, heightThere];
    if (gained < 1e-7 * Math.abs(height)) break;
  }
  return here;
}

/** The two-loop recursion: away from the slope, as bent as the last steps have shown. */
function downhill(
  slope: Float64Array,
  steps: readonly { readonly moved: Float64Array; readonly turned: Float64Array }[],
): Float64Array {
  const direction = slope.map((value) => -value);
  const shares: number[] = [];
  for (const { moved, turned } of steps.toReversed()) {
    const share = dot(moved, direction) / dot(moved, turned);
    shares.unshift(share);
    add(direction, turned, -share);
  }
  const last = steps.at(-1);
  const scale = last ? dot(last.moved, last.turned) / dot(last.turned, last.turned) : 1;
  for (let at = 0; at < direction.length; at++) direction[at] = (direction[at] ?? 0) * scale;
  for (const [index, { moved, turned }] of steps.entries()) {
    const back = dot(turned, direction) / dot(moved, turned);
    add(direction, moved, (shares[index] ?? 0) - back);
  }
  return direction;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

function add(to: Float64Array, other: Float64Array, share: number): void {
  for (let at = 0; at < to.length; at++) to[at] = (to[at] ?? 0) + share * (other[at] ?? 0);
}

function largest(of: Float64Array): number {
  return of.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
