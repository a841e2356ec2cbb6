import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
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

const decisions = globSync("docs/decisions/0*.md");

test.each(decisions)("%s has a number, a status and a date", (page) => {
  const text = readFileSync(page, "utf8");
  const number = Number(/(\d{4})-/.exec(page)?.[1]);
  expect(text).toMatch(new RegExp(`^# ${number}\\. `));
  expect(text).toMatch(/^Status: (?:proposed|accepted|superseded by \d+), \d{4}-\d\d-\d\d$/m);
});

test("the index of decisions has each of them with its title and status, in order", () => {
  const index = readFileSync("docs/decisions/README.md", "utf8");
  const listed = [...index.matchAll(/^\| (\d+) +\| \[(.+)\]\((.+)\) +\| (.+?) +\|$/gm)].map(
    ([, number, title, file, status]) => [file, `# ${number}. ${title}`, `Status: ${status}`],
  );
  const written = decisions.toSorted().map((page) => {
    const lines = readFileSync(page, "utf8").split("\n");
    return [basename(page), lines[0], lines.find((line) => line.startsWith("Status: "))];
  });
  expect(listed).toEqual(written);
});
