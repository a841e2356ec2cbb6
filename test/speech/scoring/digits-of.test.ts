import { expect, test } from "vitest";
import { digitsOf } from "../../../speech/scoring/digits-of.ts";

test.each([
  ["one sixteen", "116"],
  ["a hundred and sixteen", "116"],
  ["one hundred sixteen", "116"],
  ["one-sixteen", "116"],
  ["116", "116"],
  ["116th", "116"],
  ["two oh five", "205"],
  ["2 o 5", "205"],
  ["twelve thirty four", "1234"],
  ["12:34", "1234"],
  ["1,234", "1234"],
  ["fifteen hundred", "1500"],
  ["15 hundred", "1500"],
  ["three thousand forty", "3040"],
  ["double four seven, nine oh double oh", "4479000"],
  ["oh two one three nine", "02139"],
  ["ninety seven two oh two", "97202"],
  ["fourth", "4"],
  ["4th", "4"],
  ["the twenty first", "21"],
  ["fortieth", "40"],
  ["eighty eight", "88"],
  ["zero", "0"],
])("the digits of %j are %s", (text, digits) => {
  expect(digitsOf(text)).toBe(digits);
});

test.each(["Oh, hello there.", "o b r i e n", "One moment", "with both hands to the north"])(
  "%j has no more digits than it says",
  (text) => {
    expect(digitsOf(text)).toBe(text === "One moment" ? "1" : "");
  },
);
