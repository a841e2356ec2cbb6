import { expect, test } from "vitest";
import { correctSlips } from "../../../analysis/urgency/slips.ts";

test("a slip is read as the word it was meant for, and stands where it stood", () => {
  const given = "The celler is flouding, theres smok.";
  const { text, at } = correctSlips(given);
  expect(text).toContain("is flooding, there's smoke.");
  const place = text.indexOf("smoke");
  expect(given.slice(at(place))).toMatch(/^smok/);
});

test.each(["Mr Flode called.", "a smock and a stoke", "We go by bus."])(
  "real words and names are no slips: %s",
  (text) => {
    expect(correctSlips(text).text).toBe(text);
  },
);
