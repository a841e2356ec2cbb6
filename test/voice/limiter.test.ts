import { expect, test } from "vitest";
import { createLimiter } from "../../voice/speech/limiter.ts";

test("never more at once than allowed, not even for who calls while a place is handed over", async () => {
  const limited = createLimiter(1);
  const order: string[] = [];
  let running = 0;
  let most = 0;
  const work = (name: string) => async (): Promise<void> => {
    most = Math.max(most, ++running);
    order.push(name);
    // Several microtasks long.
    for (let left = 5; left > 0; left--) await Promise.resolve();
    running--;
  };
  const first = limited(work("first"));
  const second = limited(work("second"));
  // Comes in the very moment in which the first has ended and the second is about to begin.
  const third = first.then(() => limited(work("third")));
  // A work that fails gives its place back.
  const failing = limited(() => Promise.reject(new Error("failed")));
  await expect(failing).rejects.toThrow("failed");
  await Promise.all([first, second, third]);
  expect(order).toEqual(["first", "second", "third"]);
  expect(most).toBe(1);
});
