import { expect, test } from "vitest";
import { findCaller } from "../../../analysis/caller/caller.ts";

test.each([
  [
    "Hi, this is Sarah Mitchell from Green Street Dental. Call me.",
    "Sarah Mitchell",
    "Green Street Dental",
  ],
  ["Hello, Deepika from MedQuick. The console is blank.", "Deepika", "MedQuick"],
  ["hi my name is peter calling about the order", "Peter", null],
  ["Good morning. The kitchen is flooding.", null, null],
  ["Thank you so much. Goodbye.", null, null],
])("the caller in %j", (text, name, company) => {
  expect(findCaller(text, null)).toMatchObject({ name, company });
});

test("the contact card's name is used, not guessed", () => {
  expect(findCaller("Hi, this is Serimichal.", "Sarah Mitchell")).toMatchObject({
    name: "Sarah Mitchell",
    source: "contact",
  });
});
