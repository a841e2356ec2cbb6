import { expect, test } from "vitest";
import { doubtsAbout } from "../../speech/gate.ts";

test("an echo of the keywords is distrusted, one of them alone is not", () => {
  const context = { seconds: 3, speechSeconds: 1, keywords: ["Acme Rockets", "Roadrunner"] };
  expect(doubtsAbout("Acme Rockets, Roadrunner.", context)).toContain("an echo of the keywords");
  expect(doubtsAbout("Roadrunner", context)).toEqual([]);
});

test("a text for half of the speech is distrusted, dictated digits count as the words they are", () => {
  expect(doubtsAbout("Thank you", { seconds: 9, speechSeconds: 8 })).toContain(
    "too few words for the time",
  );
  expect(doubtsAbout("86499557", { seconds: 7, speechSeconds: 6 })).toEqual([]);
});

test.each([
  ["Please call me back about the invoice.", 3, []],
  ["", 3, ["no words"]],
  ["Thank you for watching!", 2, ["a known invention"]],
  ["one two three four five six seven eight nine ten", 1, ["too many words for the time"]],
  ["Oh.", 10, ["too few words for the time"]],
  [
    "I want to go to the I want to go to the I want to go to the I want to go to the",
    10,
    ["repetition"],
  ],
  ["five five five five five five", 4, ["repetition"]],
  ["four one one one, five five five oh one double four", 6, []],
])("the gate on %j in %i s says %j", (text, length, doubts) => {
  expect(doubtsAbout(text, { seconds: length, speechSeconds: length })).toEqual(doubts);
});
