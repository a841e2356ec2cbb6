import { expect, test } from "vitest";
import {
  spokenBy,
  whisperCode,
  whisperLanguages,
} from "../../../speech/models/whisper-languages.ts";

test.each([
  ["fr", "fr"],
  ["fr-CA", "fr"],
  ["DE", "de"],
  ["nb-NO", "no"],
  ["jv", "jw"],
  ["xx", null],
  ["", null],
  [null, null],
])("Whisper's code of %j is %j", (language, code) => {
  expect(whisperCode(language)).toBe(code);
});

test("what Whisper tells is a language as the rest of the world names it", () => {
  expect(["<|fr|>", "en", "jw"].map(spokenBy)).toEqual(["fr", "en", "jv"]);
  expect(whisperLanguages).toBe(99);
});
