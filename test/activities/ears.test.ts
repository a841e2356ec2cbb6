import { expect, test } from "vitest";
import { createEars } from "../../activities/media/ears.ts";

const hear = (): Promise<string> => Promise.resolve("heard");

test("what is downloaded is heard at once only where nothing is heard and nobody waits", async () => {
  const ears = createEars();
  expect(await ears.atOnce("a", hear)).toBe("heard");
  const mayEnd = Promise.withResolvers<string>();
  const long = ears.atOnce("b", () => mayEnd.promise);
  expect(await ears.atOnce("c", hear)).toBeNull();
  mayEnd.resolve("heard");
  expect(await long).toBe("heard");
  // The engine is free, but c waits in the queue: d must not go before it.
  expect(await ears.atOnce("d", hear)).toBeNull();
  expect(await ears.inTurn("c", Date.now(), hear)).toBe("heard");
  expect(await ears.inTurn("d", Date.now(), hear)).toBe("heard");
  expect(await ears.atOnce("e", hear)).toBe("heard");
});

test("one that had its turn at another worker is not waited for", async () => {
  let now = 1_000;
  const ears = createEars(() => now);
  const mayEnd = Promise.withResolvers<string>();
  const long = ears.atOnce("a", () => mayEnd.promise);
  await ears.atOnce("b", hear);
  mayEnd.resolve("heard");
  await long;
  // What is taken from the queue began to wait after b.
  now = 5_000;
  await ears.inTurn("x", 4_000, hear);
  expect(await ears.atOnce("c", hear)).toBe("heard");
});

test("nor for ever, where no more comes from the queue", async () => {
  let now = 0;
  const ears = createEars(() => now);
  const failing = ears.atOnce("a", () => Promise.reject(new Error("out of order")));
  expect(await ears.atOnce("b", hear)).toBeNull();
  await expect(failing).rejects.toThrow("out of order");
  now = 60_000;
  expect(await ears.atOnce("c", hear)).toBeNull();
  now = 600_000;
  expect(await ears.atOnce("d", hear)).toBe("heard");
});
