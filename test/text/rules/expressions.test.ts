import { globSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { readExpressions, type OneOf } from "../../../text/rules/expressions.ts";
import { once } from "../../../text/rules/once.ts";

let folder: string;
let oneOf: OneOf;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "afterbeep-expressions-"));
  const file = join(folder, "some.yaml");
  await writeFile(
    file,
    "day: |\n  monday\n  \\d{1,2}(?:st|nd)\nwhen: |\n  on {day}\n\n  {day}, \\p{Lu}\n  today\nbroken: |\n  {nobody}\n",
  );
  oneOf = readExpressions(pathToFileURL(file));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a list is one expression, with the lists that are named in its lines", () => {
  expect(oneOf("day")).toBe(String.raw`(?:monday|\d{1,2}(?:st|nd))`);
  expect(oneOf("when")).toBe(
    String.raw`(?:on (?:monday|\d{1,2}(?:st|nd))|(?:monday|\d{1,2}(?:st|nd)), \p{Lu}|today)`,
  );
});

test("a list that there is not is no empty one", () => {
  expect(() => oneOf("nobody")).toThrow('has no list "nobody"');
  expect(() => oneOf("broken")).toThrow('has no list "nobody"');
});

test("what is made once is made when it is first asked for", () => {
  const made: number[] = [];
  const list = once(() => made);
  const nothing = once(() => (made.push(1), null));
  expect(made).toEqual([]);
  expect(list()).toBe(list());
  expect([nothing(), nothing()]).toEqual([null, null]);
  expect(made).toEqual([1]);
});

/** Tables of expressions, each with its code beside it or named `rulesOf("…")`. */
const tables = globSync("{text,speech,analysis}/**/*.yaml").filter((file) => {
  const lists = Object.values(parse(readFileSync(file, "utf8")) as object);
  return !file.includes("/languages/") && lists.every((list) => typeof list === "string");
});
const code = globSync("{text,speech,analysis}/**/*.ts")
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

test("the tables are found", () => {
  expect(tables.length).toBeGreaterThan(10);
});

test.each(tables)("every list of %s compiles, and is used", (file) => {
  const source = readFileSync(file, "utf8");
  const all = readExpressions(pathToFileURL(file));
  for (const list of Object.keys(parse(source) as object)) {
    expect(() => new RegExp(all(list), "u"), list).not.toThrow();
    expect(source.includes(`{${list}}`) || code.includes(`"${list}"`), list).toBe(true);
  }
});

test.each(tables)(
  "no line of %s begins or ends with a blank, or stands twice in its list",
  (file) => {
    for (const [list, block] of Object.entries(parse(readFileSync(file, "utf8")) as object)) {
      const lines = String(block)
        .split("\n")
        .filter((line) => line !== "");
      expect(lines, list).toEqual(lines.map((line) => line.trim()));
      expect(lines, list).toEqual([...new Set(lines)]);
    }
  },
);
