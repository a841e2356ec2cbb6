import { expect, test } from "vitest";
import { steady } from "../../../speech/audio/steady.ts";

const rate = 16_000;

/** The loudness of what comes through, once the filter has settled, against what went in. */
async function through(level: (seconds: number) => number): Promise<number> {
  const samples = Float32Array.from({ length: 2 * rate }, (_, index) => level(index / rate));
  const out: number[] = [];
  for await (const part of steady(pieces(samples))) out.push(...part);
  expect(out).toHaveLength(samples.length);
  const settled = out.slice(rate);
  return Math.sqrt(settled.reduce((sum, sample) => sum + sample ** 2, 0) / settled.length);
}

async function* pieces(samples: Float32Array): AsyncGenerator<Float32Array> {
  await Promise.resolve();
  for (let at = 0; at < samples.length; at += 777) yield samples.subarray(at, at + 777);
}

const sine =
  (hertz: number, loudness = 0.1) =>
  (seconds: number) =>
    loudness * Math.SQRT2 * Math.sin(2 * Math.PI * hertz * seconds);

test.each([
  ["an offset of a fifth of full scale", () => 0.2],
  ["a negative one", () => -0.4],
  ["a drift", (seconds: number) => 0.3 * Math.sin(seconds)],
  ["a hum of 50 Hz", sine(50)],
])("%s does not come through", async (_what, level) => {
  expect(await through(level)).toBeLessThan(0.01);
});

test.each([200, 300, 1_000, 3_400])("a voice's %i Hz comes through as it is", async (hertz) => {
  expect(await through(sine(hertz))).toBeCloseTo(0.1, 2);
});

test("what is no number does not stay", async () => {
  const level = (seconds: number): number => (seconds < 0.1 ? NaN : sine(300)(seconds));
  expect(await through(level)).toBeCloseTo(0.1, 2);
});
