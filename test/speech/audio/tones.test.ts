import { expect, test } from "vitest";
import { createToneFinder } from "../../../speech/audio/tones.ts";

const rate = 16_000;
const sound = (seconds: number, level: (at: number) => number): Float32Array =>
  Float32Array.from({ length: seconds * rate }, (_, index) => level(index / rate));
const hertz = (frequency: number, at: number): number =>
  0.2 * Math.sin(2 * Math.PI * frequency * at);

test.each([
  ["a beep", (at: number) => (at > 0.5 && at < 1.5 ? hertz(1_400, at) : 0), [[0.5, 1.5]]],
  ["a dial tone", (at: number) => (at > 1 ? hertz(350, at) + hertz(440, at) : 0), [[1, 3]]],
  ["a sliding voice", (at: number) => hertz(200 + 100 * Math.sin(at * 9), at), []],
  ["silence", () => 0, []],
])("of %s the tones are found", (_what, level, expected) => {
  const finder = createToneFinder();
  const samples = sound(3, level);
  for (let at = 0; at < samples.length; at += 777) finder.push(samples.subarray(at, at + 777));
  const found = finder.tones().map(({ start, end }) => [start / rate, end / rate]);
  expect(found).toHaveLength(expected.length);
  for (const [index, [start = 0, end = 0]] of expected.entries()) {
    expect(found[index]?.[0]).toBeCloseTo(start, 1);
    expect(Math.abs((found[index]?.[1] ?? 0) - end)).toBeLessThan(0.1);
  }
});
