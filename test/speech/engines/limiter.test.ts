import { expect, test } from "vitest";
import { createLimiter } from "../../../speech/engines/limiter.ts";

test("never more at once than allowed, not even for who calls while a place is handed over", async () => {
  const limited = createLimiter(1);
  const order: string[] = [];
  let running = 0;
  let most = 0;
  const work = async (name: string, end: Promise<void>): Promise<void> => {
    most = Math.max(most, ++running);
    order.push(name);
    await end;
    running--;
  };
  const end = Promise.withResolvers<void>();
  const first = limited(() => {
    most = Math.max(most, ++running);
    order.push("first");
    return end.promise.finally(() => running--);
  });
  const second = limited(() => work("second", Promise.resolve()));
  // A microtask after each step of the hand-over somebody calls: in one of them the first is gone
  // and the second not there.
  const others: Promise<void>[] = [];
  const callEachMicrotask = async (): Promise<void> => {
    for (let left = 12; left > 0; left--) {
      others.push(limited(() => work("other", Promise.resolve())));
      await Promise.resolve();
    }
  };
  end.resolve();
  await callEachMicrotask();
  await Promise.all([first, second, ...others]);
  expect(order.slice(0, 2)).toEqual(["first", "second"]);
  expect(order).toHaveLength(14);
  expect(most).toBe(1);
});

test("a work that fails gives its place back", async () => {
  const limited = createLimiter(1);
  await expect(limited(() => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
  expect(await limited(() => Promise.resolve("next"))).toBe("next");
});
