import { expect, test } from "vitest";
import { parseJson } from "../../domain/parse-json.ts";

test("a text that is no JSON is undefined, which no JSON is", () => {
  expect(parseJson('{"a":[1]}')).toEqual({ a: [1] });
  expect(parseJson("null")).toBeNull();
  expect(parseJson("")).toBeUndefined();
  expect(parseJson("<html>")).toBeUndefined();
});
