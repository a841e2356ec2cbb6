import { expect, test } from "vitest";
import {
  fewestAnswers,
  mostLost,
  nextTry,
  noTriesYet,
  type FailedTry,
} from "../../../domain/voicemail/tries.ts";

const no: FailedTry = { answered: false, askedMs: null };
const yes: FailedTry = { answered: true, askedMs: null };
const limits = { limitMs: 600_000, firstPauseMs: 2_000, maxPauseMs: 120_000 };

/** The pauses until it is given up; what fails is asked for by its number. */
function pausesUntilGivenUp(failure: (index: number) => FailedTry, within = limits): number[] {
  const pauses: number[] = [];
  let tries = noTriesYet;
  for (let index = 0; index < 10_000; index++) {
    const next = nextTry(tries, failure(index), within);
    if (next.pauseMs === null) return pauses;
    ({ tries } = next);
    pauses.push(next.pauseMs);
  }
  throw new Error("it was never given up");
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

test("answers in vain are spread over the whole limit, ever further apart", () => {
  const pauses = pausesUntilGivenUp(() => yes);
  expect(sum(pauses)).toBe(600_000);
  expect(pauses.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
  expect(Math.max(...pauses)).toBe(120_000);
});

test.each([0, 1, 3_000, 60_000])("with a limit of %i ms there are five answers", (limitMs) => {
  const pauses = pausesUntilGivenUp(() => yes, { ...limits, limitMs });
  expect(pauses.length + 1).toBeGreaterThanOrEqual(fewestAnswers);
  if (limitMs > 1) expect(sum(pauses)).toBe(limitMs);
});

test("what nobody answered counts for nothing, however often it happens in between", () => {
  const withLost = pausesUntilGivenUp((index) => (index % 10 === 9 ? yes : no));
  const answered = withLost.filter((_, index) => index % 10 === 9);
  expect(answered).toEqual(pausesUntilGivenUp(() => yes));
});

test("what never gets an answer ends after hours, not never", () => {
  const pauses = pausesUntilGivenUp(() => no);
  expect(pauses).toHaveLength(mostLost - 1);
  expect(sum(pauses)).toBeGreaterThan(3 * 3_600_000 - 120_000 * 10);
});

test("whoever asks for time gets it, as far as the limit goes; five answers it is all the same", () => {
  const pauses = pausesUntilGivenUp(() => ({ answered: true, askedMs: 400_000 }));
  expect(pauses.slice(0, 2)).toEqual([400_000, 200_000]);
  expect(pauses.length + 1).toBe(fewestAnswers);
});
