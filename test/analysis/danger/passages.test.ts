import { expect, test } from "vitest";
import { passagesOf } from "../../../analysis/danger/passages.ts";

test("passages are each sentence and each two, in their places", () => {
  const text =
    "Hello, this is Mara speaking. The water is rising in here. Please come to us at once.";
  const passages = passagesOf(text);
  for (const { text: words, start, end } of passages) expect(text.slice(start, end)).toBe(words);
  expect(passages.map((one) => one.text.trim())).toEqual([
    "Hello, this is Mara speaking.",
    "Hello, this is Mara speaking. The water is rising in here.",
    "The water is rising in here.",
    "The water is rising in here. Please come to us at once.",
    "Please come to us at once.",
  ]);
});

test("who speaks without a pause is cut where a thought may begin, and no word is lost", () => {
  const text = Array.from({ length: 40 }, (_, at) => `and then I said number ${at}`).join(" ");
  const passages = passagesOf(text);
  for (let at = 0; at < 40; at++) {
    expect(passages.some((one) => one.text.includes(`number ${at}`))).toBe(true);
  }
  expect(Math.max(...passages.map((one) => one.text.split(" ").length))).toBeLessThan(60);
});
