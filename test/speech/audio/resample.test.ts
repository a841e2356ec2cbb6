import { expect, test } from "vitest";
import { createResampler } from "../../../speech/audio/resample.ts";

test.each([8_000, 11_025, 22_050, 44_100, 48_000])(
  "a tone of 1 kHz at %i Hz keeps its pitch and level at 16 kHz",
  (rate) => {
    const resampler = createResampler(rate);
    const tone = Float32Array.from({ length: rate }, (_, index) =>
      Math.sin((2 * Math.PI * 1_000 * index) / rate),
    );
    const parts = [
      resampler.push(tone.subarray(0, 777)),
      resampler.push(tone.subarray(777)),
      resampler.flush(),
    ];
    const out = Float32Array.from(parts.flatMap((part) => [...part]));
    expect(out.length).toBeGreaterThan(15_900);
    const middle = out.subarray(4_000, 12_000);
    let crossings = 0;
    for (let index = 1; index < middle.length; index++) {
      if ((middle[index - 1] ?? 0) < 0 && (middle[index] ?? 0) >= 0) crossings++;
    }
    expect(Math.abs(crossings - 500)).toBeLessThanOrEqual(1);
    expect(Math.max(...middle)).toBeCloseTo(1, 1);
  },
);

test("an alias above the new limit is gone", () => {
  const resampler = createResampler(48_000);
  const tone = Float32Array.from({ length: 48_000 }, (_, index) =>
    Math.sin((2 * Math.PI * 11_000 * index) / 48_000),
  );
  expect(Math.max(...resampler.push(tone).subarray(2_000, 14_000))).toBeLessThan(0.02);
});
