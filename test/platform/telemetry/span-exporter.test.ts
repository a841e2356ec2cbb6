import { expect, test } from "vitest";
import { attributesOf } from "../../../platform/telemetry/span-exporter.ts";

test.each([
  ["a text", "voicemail", { stringValue: "voicemail" }],
  ["a whole number", 3, { intValue: "3" }],
  ["a number", 0.5, { doubleValue: 0.5 }],
  ["a switch", true, { boolValue: true }],
  ["a list", ["a", 1], { arrayValue: { values: [{ stringValue: "a" }, { intValue: "1" }] } }],
])("%s keeps its type on the way to the collector", (_what, given, value) => {
  expect(attributesOf({ key: given })).toEqual([{ key: "key", value }]);
});
