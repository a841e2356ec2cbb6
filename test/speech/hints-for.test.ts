import { expect, test } from "vitest";
import { hintsFor } from "../../speech/hints-for.ts";

const settings = { lineLanguages: new Map([[7, ["fr"]]]), keywords: ["Acme"] };

test.each([
  [
    { line: line(7, "GB"), calledFrom: null },
    { languages: ["fr"], certain: true },
  ],
  [
    { line: line(8, "GB"), calledFrom: "+33 1 23 45 67 89" },
    { languages: ["en", "fr"], certain: false },
  ],
  [
    { line: line(8, "US"), calledFrom: "garbage" },
    { languages: ["en"], certain: false },
  ],
  [
    { line: null, calledFrom: null },
    { languages: [], certain: false },
  ],
])("hints for %j", (heard, expected) => {
  expect(hintsFor(heard, settings)).toMatchObject(expected);
});

function line(id: number, country: string) {
  return { id, name: "Support", country, timeZone: null };
}
