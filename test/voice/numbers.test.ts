import { expect, test } from "vitest";
import { writeNumbers } from "../../voice/numbers/write-numbers.ts";

test.each([
  ["call five five five oh one double four please", "call 555 0144 please"],
  [
    "reach me on zero to zero, seven, nine, four, six, zero, nine, five, eight, thank you.",
    "reach me on 020 7946 0958, thank you.",
  ],
  ["on 0 to 0 7946 0958", "on 020 7946 0958"],
  [
    "oh double seven double oh, nine hundred, one two three",
    "oh double seven double oh, nine hundred, one two three",
  ],
  ["order four four seven one nine, and", "order 44719, and"],
  ["my reference is 4-4-7-1-9", "my reference is 44719"],
  // Quantities, and what is written already, stay.
  ["I have two or three questions for you", "I have two or three questions for you"],
  ["one of the four of us", "one of the four of us"],
  ["twenty five people at ten thirty", "twenty five people at ten thirty"],
  ["call 555 0144 or 020 7946 0958", "call 555 0144 or 020 7946 0958"],
  ["in 2026 we paid 1500 dollars", "in 2026 we paid 1500 dollars"],
])("%s", (said, written) => {
  expect(writeNumbers(said)).toBe(written);
});
