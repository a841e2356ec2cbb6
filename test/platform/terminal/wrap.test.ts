import { expect, test } from "vitest";
import { wrap } from "../../../platform/terminal/wrap.ts";

const text =
  "  | Hi, this is Sarah. The kitchen is flooding, and water is pouring through the ceiling.";

test.each([40, 60, 80, 120])("at %i columns no line is wider and no word is cut", (columns) => {
  const lines = wrap(text, columns, "  |   ").split("\n");
  for (const line of lines) expect(line.length).toBeLessThan(columns);
  expect(lines[0]).toMatch(/^ {2}\| Hi, this/);
  for (const line of lines.slice(1)) expect(line).toMatch(/^ {2}\| {3}\S/);
  const words = lines.join(" ").replaceAll("|", "").split(/ +/).filter(Boolean);
  expect(words).toEqual(text.replaceAll("|", "").split(/ +/).filter(Boolean));
});

test("what fits stays as it is, its blanks too, and so do line breaks", () => {
  expect(wrap("   0:12  a  b\n\nc", 80, "    ")).toBe("   0:12  a  b\n\nc");
});

test("a word that is longer than a line stays whole, and where it is", () => {
  const url = `https://${"a".repeat(100)}`;
  expect(wrap(`see ${url} there`, 40, "  ").split("\n")).toEqual([`see ${url}`, "  there"]);
});

test("what a line with columns is continued in stands below the second one", () => {
  const line = "ok   temporal  the embedded server answers, version 1.32.0";
  expect(wrap(line, 50).split("\n")).toEqual([
    "ok   temporal  the embedded server answers,",
    "               version 1.32.0",
  ]);
  expect(wrap("    -> set PUBLIC_URL, then run afterbeep setup", 40).split("\n")).toEqual([
    "    -> set PUBLIC_URL, then run",
    "    afterbeep setup",
  ]);
  expect(wrap(`${"a ".repeat(30)}  b`, 50)).not.toContain("\n ");
});
