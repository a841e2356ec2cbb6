import { expect, test } from "vitest";
import { situationsIn } from "../../../analysis/urgency/situations.ts";

test.each([
  ["denied", "There is no smoke and nobody is on fire."],
  ["a condition", "If there's a fire, who do we call?"],
  ["over", "We had a fire in the kitchen in 2019."],
  ["a thing", "I'd like a quote for twelve smoke alarms and a carbon monoxide detector."],
  ["a course", "Do you teach a course on heart attacks and choking?"],
  ["mended", "The pipe burst, but it's all sorted now."],
  ["withdrawn", "The house is on fire. Sorry, false alarm, never mind."],
])("what is %s does not stand: %s", (_how, text) => {
  expect(situationsIn(text).standing.filter(({ level }) => level === 5)).toEqual([]);
});

test.each([
  ["however long ago it began", "It started last week and water is still pouring in."],
  ["beside what cannot be done", "I cannot stop the water pouring in."],
  ["whose alarm rings", "The carbon monoxide alarm is going off."],
  ["when another thing is mended", "The permit is sorted now. Oh, and the kitchen is on fire."],
  ["nobody knows whether", "I don't know if he's unconscious."],
])("what goes on stands, %s: %s", (_how, text) => {
  expect(situationsIn(text).standing[0]?.level).toBe(5);
});
