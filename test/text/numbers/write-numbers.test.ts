import { expect, test } from "vitest";
import { writeNumbers } from "../../../text/numbers/write-numbers.ts";

test.each([
  ["call five five five oh one double four please", "call 555 0144 please"],
  [
    "reach me on zero to zero, seven, nine, four, six, zero, nine, five, eight, thank you.",
    "reach me on 020 7946 0958, thank you.",
  ],
  ["on 0 to 0 7946 0958", "on 020 7946 0958"],
  ["my number is ate one four five five five oh one two three", "my number is 814 555 0123"],
  ["we have two sixes and three sevens", "we have two sixes and three sevens"],
  ["it is room three oh one, too", "it is room three oh one, too"],
  ["call oh nine three six one twenty three hundred", "call 093612300"],
  ["oh double seven double oh, nine hundred, one two three", "07700 900123"],
  ["order four four seven one nine, and", "order 44719, and"],
  ["my reference is 4-4-7-1-9", "my reference is 44719"],
  ["reference b k one one six thanks", "reference BK116 thanks"],
  ["you took forty nine dollars and fifty cents twice", "you took $49.50 twice"],
  ["it's a hundred and twenty pounds, two of them", "it's £120, two of them"],
  ["that was four thousand nine hundred euros", "that was €4,900"],
  ["since the third of march", "since 3 March"],
  ["on November twenty second twenty twenty six", "on November 22, 2026"],
  ["born the ninth of april nineteen eighty two", "born 9 April 1982"],
  // What recognisers made of "oh" amid the digits of real callers.
  ["Five of the three, six four, five, three, three, four, five.", "503 645 3345."],
  ["Two of seven, seven, seven, two, five, nine, four, four.", "207 772 5944."],
  ["Two or 17288867.", "201 728 8867."],
  ["Five or eight, seven or one.", "508701."],
  ["For six, two, three, nine, three, two, two, six, eight.", "462 393 2268."],
  // A digit is lost, and nothing that looks whole is made of the rest.
  [
    "Two-and-five, two-six-two, eight-three-one-six.",
    "Two-and-five, two-six-two, eight-three-one-six.",
  ],
  [
    "Two-on-five, four-nine-three, five-zero-zero-seven.",
    "Two-on-five, four-nine-three, five-zero-zero-seven.",
  ],
  ["oh seven seven, and oh nine, double five", "077 0955"],
  ["five five five and oh one four four", "555 0144"],
  ["five or six, seven or eight, call us", "five or six, seven or eight, call us"],
  ["For six two three please", "For six two three please"],
  // Words that only look like it.
  ["may first I ask", "may first I ask"],
  ["two or three hundred dollars", "two or three hundred dollars"],
  ["nineteen ninety nine dollars", "nineteen ninety nine dollars"],
  ["twenty pounds of flour", "twenty pounds of flour"],
  ["oh my God, oh no", "oh my God, oh no"],
  ["I have a one in three chance", "I have a one in three chance"],
  // Quantities, and what is written already, stay.
  ["I have two or three questions for you", "I have two or three questions for you"],
  ["one of the four of us", "one of the four of us"],
  ["we are twenty five people at ten thirty", "we are 25 people at 10:30"],
  ["ready by half past three pm", "ready by 3:30 pm"],
  ["at quarter to one, or a quarter past nine", "at 12:45, or 9:15"],
  ["call before six p m", "call before 6 pm"],
  ["say twenty past four", "say 4:20"],
  ["thirty percent of two hundred pages", "30% of 200 pages"],
  ["they want two and a half thousand dollars", "they want $2,500"],
  ["it is one point five million pounds", "it is £1.5 million"],
  // A price, a number that somebody dictates, and what may be a time or none.
  ["at two fifty a kilo", "at two fifty a kilo"],
  ["call me at seven thirty two oh one", "call me at seven thirty two oh one"],
  ["seven thirty suits me", "seven thirty suits me"],
  ["three people, five to ten of them", "three people, five to ten of them"],
  ["two or three hundred people", "two or three hundred people"],
  ["call 555 0144 or 020 7946 0958", "call 555 0144 or 020 7946 0958"],
  ["in 2026 we paid 1500 dollars", "in 2026 we paid 1500 dollars"],
])("%s", (said, written) => {
  expect(writeNumbers(said)).toBe(written);
});
