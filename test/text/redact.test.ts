import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ordinaryText } from "../../bench/growth/hostile-texts.ts";
import { redact } from "../../text/redact.ts";

interface WithSecrets {
  readonly text: string;
  readonly secrets: readonly string[];
  readonly kept: readonly string[];
}

const fixture = new URL("../fixtures/secrets.jsonl", import.meta.url);
const messages = readFileSync(fixture, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as WithSecrets);

test.each(messages)("$text: secrets go, the rest stays", ({ text, secrets, kept }) => {
  const seen = redact(text);
  for (const secret of secrets) expect(seen).not.toContain(secret);
  for (const number of kept) expect(seen).toContain(number);
});

test.each([
  [
    "My card number is 4111 1111 1111 1111, call me on 020 7946 0958.",
    ["4111 1111"],
    ["020 7946 0958"],
  ],
  ["card four one one one, one one one one, one one one one, one one one one", ["one one one"], []],
  ["the security code is one two three and the order is 4711", ["one two three"], ["4711"]],
  [
    "my date of birth is the third of May nineteen eighty, my ticket is 998877",
    ["third of May"],
    ["998877"],
  ],
  ["my social security number is 078-05-1120", ["078-05-1120"], []],
  ["my password is bluebird seven, please call 07700 900123", ["bluebird"], ["07700 900123"]],
  ["IBAN GB82 WEST 1234 5698 7654 32", ["1234 5698"], []],
  [
    "charge it to four one one one... can you hear me... one one one one... okay, one one one one, and the last four, one one one one. Back of it's five oh for.",
    ["one one", "five oh"],
    [],
  ],
  ["Take the hire off it, four fives, four fives, four fives, four fours", ["fives", "fours"], []],
  ["Seven three nine one. That's my pin. Call 07700 900123", ["three nine"], ["07700 900123"]],
  ["My PIN is 7391, again, 7391, and the ticket is 88120", ["7391"], ["88120"]],
  ["He is on five oh one oh oh two three four five six seven eight nine", ["oh one oh oh two"], []],
  ["it was the fifteenth of August nineteen forty seven", ["forty seven"], []],
  [
    "I had set the password to capital B, lower case a, d, g, then a hash. Ring 07700 900123",
    ["lower case", "hash"],
    ["07700 900123"],
  ],
  ["Your customer number on the bill is 1004 2267 5519 0003", [], ["1004 2267 5519 0003"]],
  ["invoice number 2024 0088 1234 5678 is wrong", [], ["2024 0088 1234 5678"]],
])("what is secret in %j is removed, the rest is kept", (text, secrets, kept) => {
  const redacted = redact(text);
  for (const secret of secrets) expect(redacted).not.toContain(secret);
  for (const part of kept) expect(redacted).toContain(part);
});

test.each(["four one one, ", "1, ", "oh seven seven, er, that's it. "])(
  "who says %j for an hour holds up nobody",
  (words) => {
    expect(redact(words.repeat(7_000), "GB")).not.toBe("");
  },
);

const anHour = ordinaryText(100_000).replaceAll(/206 555 0134/g, "on file");

test("a secret said again an hour later is still one", () => {
  const text = redact(`My pin is 4471. ${anHour} As I said, 4471.`, "US");
  expect(text).not.toContain("4471");
});

test.each([2_995, 2_999, 3_001, 6_003])("a card across letter %i is removed whole", (at) => {
  const talk = ordinaryText(12_000).replaceAll(/\d/g, "x");
  const text = `${talk.slice(0, at)} my card is 4111 1111 1111 1111 thanks ${talk.slice(at)}`;
  expect(redact(text, "US")).not.toMatch(/\d/);
});
