import { globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";

const mostLines = 250;
const mostFiles = 15;
const mostOfCommandLine = 45;
const longestRule = 300;
const widestComment = 120;

const files = globSync("{*.ts,*/**/*.ts}", {
  exclude: (name) => ["node_modules", "dist", "data", "coverage"].includes(name),
});

test(`no folder has more than ${mostFiles} files of code`, () => {
  const folders = Map.groupBy(files, (file) => dirname(file));
  const tooMany = [...folders]
    .filter(([, inside]) => inside.length > mostFiles)
    .map(([folder, inside]) => `${folder}: ${inside.length}`);
  expect(folders.size).toBeGreaterThan(50);
  expect(tooMany).toEqual([]);
});

test(`no file of code has more than ${mostLines} lines`, () => {
  const tooLong = files
    .map((file) => ({ file, lines: readFileSync(file, "utf8").trimEnd().split("\n").length }))
    .filter(({ lines }) => lines > mostLines)
    .map(({ file, lines }) => `${file}: ${lines}`);
  expect(tooLong).toEqual([]);
});

test(`the command line is at most ${mostOfCommandLine} files: what is not a command stands elsewhere`, () => {
  const commandLine = files.filter((file) => file.startsWith("cli/"));
  expect(commandLine.length).toBeGreaterThan(30);
  expect(commandLine.length).toBeLessThanOrEqual(mostOfCommandLine);
});

test(`no line of a table of rules has more than ${longestRule} characters: a longer one becomes lists`, () => {
  const tables = globSync("{analysis,text,speech}/**/*.yaml");
  const tooLong = tables.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .flatMap((line, index) => (line.length > longestRule ? [`${file}:${index + 1}`] : [])),
  );
  expect(tables.length).toBeGreaterThan(20);
  expect(tooLong).toEqual([]);
});

test(`no line of a comment is wider than ${widestComment}`, () => {
  const tooWide = files.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .flatMap((line, index) =>
        /^\s*(?:\/\/|\/?\*)/.test(line) && line.length > widestComment
          ? [`${file}:${index + 1}`]
          : [],
      ),
  );
  expect(tooWide).toEqual([]);
});
