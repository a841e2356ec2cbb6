import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { anchorsOf } from "../support/anchors-of.ts";

const pages = globSync("**/*.md", {
  exclude: (name) => ["node_modules", "dist", "data", "coverage"].includes(name),
});

function deadLinksOf(page: string): string[] {
  const links = readFileSync(page, "utf8").matchAll(/\]\(([^)\s]+)\)/g);
  return [...links]
    .map(([, link = ""]) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? page : normalize(join(dirname(page), path));
      if (!existsSync(target)) return true;
      return anchor !== undefined && target.endsWith(".md") && !anchorsOf(target).includes(anchor);
    });
}

test("there are pages to look at", () => expect(pages).toContain("README.md"));

test.each(pages)("every link of %s leads to a file, and to a heading of it", (page) => {
  expect(deadLinksOf(page)).toEqual([]);
});

test.each(globSync("docs/decisions/*.md"))("%s has a number, a status and a date", (page) => {
  const text = readFileSync(page, "utf8");
  const number = Number(/(\d{4})-/.exec(page)?.[1]);
  expect(text).toMatch(new RegExp(`^# ${number}\\. `));
  expect(text).toMatch(/^Status: (?:proposed|accepted|superseded by \d+), \d{4}-\d\d-\d\d$/m);
});
