import { expect, test } from "vitest";
import { explain } from "../../analysis/explain.ts";
import { createLocalAnalyzer } from "../../analysis/local-analyzer.ts";

test("an explanation names the rules that fired and the sentence that decides", async () => {
  const message = {
    text: "Hello there. The kitchen is flooding. My number is 020 7946 0958. Thank you.",
    segments: [],
    country: "GB",
    calledFrom: null,
    contactName: null,
  };
  const { fired, deciding } = await explain(message, createLocalAnalyzer());
  expect(fired).toContainEqual({ rule: "urgency 5, flooding", words: "flooding", counts: true });
  const changes = deciding.map((one) => [one.sentence, ...one.changes].join("; "));
  expect(changes.join("\n")).toMatch(/flooding[^\n]*urgency 5 -> \d/);
  expect(changes.join("\n")).toContain("callback +442079460958 -> none");
});
