import { expect, test } from "vitest";
import { findDeadlines, findReferences } from "../../analysis/mentions.ts";

test("deadlines and references are quoted as they were said, with their second", () => {
  const text = "Invoice four seven one two must be paid by Friday. Ticket INC-0042 is still open.";
  const segments = [{ start: 0, end: 10, text }];
  expect(findDeadlines(text, segments)).toEqual([{ quote: "by Friday", atSeconds: 4 }]);
  expect(findReferences(text, segments).map(({ quote }) => quote)).toEqual([
    "four seven one two",
    "INC-0042",
  ]);
});
