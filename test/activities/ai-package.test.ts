import { expect, test } from "vitest";
import { createAiPackage } from "../../activities/ai-package.ts";

test("a refusal is believed for an hour, or until Aircall answers otherwise", () => {
  let now = 1_000;
  const { isRefused, note } = createAiPackage(() => now);
  expect(isRefused()).toBe(false);
  note(false);
  now += 3_599_999;
  expect(isRefused()).toBe(true);
  now += 1;
  expect(isRefused()).toBe(false);
  note(false);
  note(true);
  expect(isRefused()).toBe(false);
});
