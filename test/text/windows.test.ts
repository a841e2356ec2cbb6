import { expect, test } from "vitest";
import { hostileTexts, ordinaryText } from "../../bench/growth/hostile-texts.ts";
import { inWindows, piecesOf } from "../../text/windows.ts";

test.each(Object.entries(hostileTexts))("%s: pieces give the text again", (_name, make) => {
  const text = make(20_000);
  expect(piecesOf(text, 1_000).join("")).toBe(text);
  expect(Math.max(...piecesOf(text, 1_000).map((piece) => piece.length))).toBeLessThanOrEqual(
    1_000,
  );
});

test("what windows find has its place in the whole text", () => {
  const text = ordinaryText(50_000);
  const found = inWindows(text, (part) =>
    [...part.matchAll(/Lindqvist/g)].map(({ index }) => ({ start: index, end: index + 9 })),
  );
  const places = new Set(found.map(({ start }) => start));
  expect([...places]).toEqual([...text.matchAll(/Lindqvist/g)].map(({ index }) => index));
});
