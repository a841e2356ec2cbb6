import { expect, test } from "vitest";
import { keepWhole, saysMore, withBeginning } from "../../speech/whole-recording.ts";
import type { ReadPiece } from "../../speech/read-piece.ts";
import type { Piece } from "../../speech/segmenter.ts";

const rate = 16_000;
let seed = 7;
const noise = (): number => {
  seed = (seed * 16_807) % 2_147_483_647;
  return seed / 1_073_741_824 - 1;
};

/** Six seconds: what is given in the first second, and speech of the loudness 0.1 from two on. */
function recording(beginning: (index: number) => number): { whole: Piece; first: Piece } {
  const samples = Float32Array.from({ length: 6 * rate }, (_, index) => {
    if (index < rate) return beginning(index);
    return index < 2 * rate ? 0 : noise() * 0.2;
  });
  const whole = { start: 0, end: 6, speechSeconds: 4, samples };
  const first = { start: 2, end: 6, speechSeconds: 4, samples: samples.slice(1.5 * rate) };
  return { whole, first };
}

test("a sound before the first piece, nearly as loud as speech, is read along", () => {
  const { whole, first } = recording((index) => (index > 8_000 ? noise() * 0.15 : 0));
  const longer = withBeginning(whole, first);
  expect(longer?.start).toBeCloseTo(0.3, 1);
  expect(longer?.end).toBe(6);
  expect(longer?.samples.length).toBe(Math.round((6 - (longer?.start ?? 0)) * rate));
});

test.each<readonly [string, (index: number) => number]>([
  ["silence", () => 0],
  ["a line's noise", () => noise() * 0.01],
  ["a click", (index) => (index > 8_000 && index < 8_100 ? 0.5 : 0)],
  ["a beep", (index) => 0.4 * Math.sin(index * 0.4)],
])("%s before it is not", (_what, beginning) => {
  const { whole, first } = recording(beginning);
  expect(withBeginning(whole, first)).toBeNull();
});

test("a recording is kept while it is short, and not beyond", async () => {
  for (const [seconds, kept] of [
    [3, true],
    [19, false],
  ] as const) {
    const recorded = keepWhole();
    async function* audio(): AsyncGenerator<Float32Array> {
      await Promise.resolve();
      for (let second = 0; second < seconds; second++) yield new Float32Array(rate).fill(second);
    }
    for await (const samples of recorded.listen(audio())) expect(samples).toHaveLength(rate);
    const piece = recorded.piece(2);
    expect(piece !== null).toBe(kept);
    if (piece) expect([piece.end, piece.samples[0], piece.samples.at(-1)]).toEqual([3, 0, 2]);
  }
  expect(keepWhole().piece(0)).toBeNull();
});

const readAs = (text: string, doubts: readonly string[] = []): ReadPiece => ({
  start: 0,
  end: 1,
  segments: text === "" ? [] : [{ start: 0, end: 1, text }],
  doubts,
  engine: "local",
  language: "en",
  retried: false,
  difference: 0,
});

test("a longer reading stands when it says more and nothing speaks against it", () => {
  expect(
    saysMore(readAs("two one two, seven five"), [readAs("one two,"), readAs("seven five")]),
  ).toBe(true);
  expect(saysMore(readAs("seven five"), [readAs("seven five")])).toBe(false);
  expect(saysMore(readAs("thank you for watching", ["a known invention"]), [readAs("bye")])).toBe(
    false,
  );
});
