import { expect, test } from "vitest";
import { languageCode } from "../../../speech/engines/language-code.ts";

test.each([
  ["en-US", "en"],
  ["English", "en"],
  ["german", "de"],
  ["klingon", null],
  [null, null],
])("%s is language %s", (told, code) => {
  expect(languageCode(told)).toBe(code);
});
