import { expect, test } from "vitest";
import { mixDown } from "../../../speech/audio/mix.ts";

test("channels that cancel each other out keep their speech, a dead side costs nothing but loudness", () => {
  const left = Float32Array.from({ length: 1_000 }, (_, index) => Math.sin(index / 5));
  const energy = (samples: Float32Array) => samples.reduce((sum, one) => sum + one * one, 0);
  expect(energy(mixDown([left, left.map((one) => -one)]))).toBeGreaterThan(energy(left) / 2);
  expect(energy(mixDown([left, new Float32Array(1_000)]))).toBeGreaterThan(energy(left) / 8);
  expect(mixDown([left])).toBe(left);
});
