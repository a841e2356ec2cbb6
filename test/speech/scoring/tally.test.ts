import { expect, test } from "vitest";
import { figuresOf, type LabelledHearing } from "../../../speech/scoring/tally.ts";

function heard(said: string | null, text: string): LabelledHearing {
  return {
    label: { file: "clip.mp3", set: "numbers", text: said },
    outcome: "transcribed",
    text,
    durationSeconds: 2,
    elapsedSeconds: 1,
  };
}

test("a number is exact when every digit is right, whatever the spelling, and none is added", () => {
  const figures = figuresOf("numbers", [
    heard("one sixteen", "116."),
    heard("two oh five", "205"),
    heard("four eleven", "4-1-1-1"),
    heard("five five five oh one four two", "555 0143"),
    heard("hello", "Hello."),
    heard("", ""),
    heard(null, "1"),
  ]);
  expect(figures).toMatchObject({ files: 7, withDigits: 4, exact: 2 });
  expect(figures.digitErrorRate).toBeCloseTo(2 / 16);
});

test("nothing is exact where no digits are said", () => {
  const figures = figuresOf("all", [heard("hello", "Hello.")]);
  expect(figures).toMatchObject({ withDigits: 0, exact: 0, digitErrorRate: null });
});
