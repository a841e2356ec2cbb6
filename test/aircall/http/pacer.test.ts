import { expect, test } from "vitest";
import { createPacer } from "../../../aircall/http/pacer.ts";

test("requests are spaced, so that what a stalled process piled up is no burst", async () => {
  let now = 0;
  const waits: number[] = [];
  const sleep = (ms: number): Promise<void> => Promise.resolve(void waits.push(ms));
  const pacer = createPacer(100, { now: () => now, sleep });
  await Promise.all([pacer.permit(), pacer.permit(), pacer.permit()]);
  // The first leaves at once, the others 600 ms behind each other.
  expect(waits).toEqual([600, 1_200]);
  now = 1_500;
  await pacer.permit();
  expect(waits).toEqual([600, 1_200, 300]);
  // What was not used is not saved up.
  now = 60_000;
  await Promise.all([pacer.permit(), pacer.permit()]);
  expect(waits).toEqual([600, 1_200, 300, 600]);
  pacer.limit(60);
  await pacer.permit();
  await pacer.permit();
  expect(waits.slice(4)).toEqual([1_200, 2_200]);
});

test("a pacer that is blocked says for how long, and lets go when asked to stop waiting", async () => {
  let now = 0;
  const pacer = createPacer(1, { now: () => now });
  pacer.block(5_000);
  pacer.block(1_000);
  expect(pacer.blockedMs()).toBe(5_000);
  now = 6_000;
  expect(pacer.blockedMs()).toBe(0);
  await pacer.permit();
  const impatient = new AbortController();
  const waiting = pacer.permit(impatient.signal);
  impatient.abort();
  await expect(waiting).rejects.toThrow("aborted");
});
