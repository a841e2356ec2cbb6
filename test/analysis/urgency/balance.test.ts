import { expect, test } from "vitest";
import { loadBalance, weigh } from "../../../analysis/urgency/balance.ts";
import { signalNames } from "../../../analysis/urgency/signals.ts";

test("signals are weighed and summed into a chance", () => {
  const side = { bias: -1, weights: [2, -0.5] };
  expect(weigh({ bias: 0, weights: [] }, [])).toBe(0.5);
  expect(weigh(side, [0, 0])).toBeCloseTo(1 / (1 + Math.E));
  // -1 + 2 * 1 - 0.5 * 2
  expect(weigh(side, [1, 2])).toBe(0.5);
  expect(weigh(side, [100, 0])).toBeCloseTo(1);
  // A signal that is not there says nothing.
  expect(weigh(side, [0.5])).toBe(0.5);
});

test("what was learned weighs each signal, and counts for what a rule or a passage says", () => {
  const { urgent, danger } = loadBalance();
  const weightOf = (side: typeof urgent, name: (typeof signalNames)[number]): number =>
    side.weights[signalNames.indexOf(name)] ?? 0;
  expect(urgent.weights).toHaveLength(signalNames.length);
  expect(weightOf(danger, "ruledDanger")).toBeGreaterThan(0);
  expect(weightOf(danger, "passageDanger")).toBeGreaterThan(0);
  expect(weightOf(urgent, "ruledUrgent")).toBeGreaterThan(0);
  expect(weightOf(urgent, "passageUrgent")).toBeGreaterThan(0);
  expect(weightOf(urgent, "mayWait")).toBeLessThan(0);
  expect(weightOf(danger, "denied")).toBeLessThan(0);
  expect(loadBalance()).toBe(loadBalance());
});
