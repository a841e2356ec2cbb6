import { expect, test } from "vitest";
import { createPlaces, NoPlaceError } from "../../activities/places.ts";

function held(): { readonly work: () => Promise<void>; readonly end: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { work: () => promise, end: resolve };
}

test("an account whose steps take long has its share while many are taken, and another is not refused", async () => {
  let at = 0;
  const places = createPlaces({ freeBelow: 3, ofOne: 2, longMs: 1_000, now: () => at });
  const { work, end } = held();
  const taken = [1, 2, 3].map(() => places.within("hung", work));
  // As long as none takes long it is only busy.
  taken.push(places.within("hung", work));
  at = 1_000;
  await expect(places.within("hung", work)).rejects.toThrow(NoPlaceError);
  expect(await places.within("calm", async () => "done")).toBe("done");
  end();
  await Promise.all(taken);
  expect(await places.within("hung", async () => "done")).toBe("done");
});

test("where few are taken an account may have more than its share", async () => {
  const places = createPlaces({ freeBelow: 10, ofOne: 1, longMs: 0 });
  const { work, end } = held();
  const taken = [1, 2, 3].map(() => places.within("busy", work));
  end();
  expect(await Promise.all(taken)).toHaveLength(3);
});

test("work that fails gives its place back", async () => {
  const places = createPlaces({ freeBelow: 0, ofOne: 1, longMs: 0 });
  const failing = places.within("acme", () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect(await places.within("acme", async () => "done")).toBe("done");
});
