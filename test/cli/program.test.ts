import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { expect, test } from "vitest";
import { examplesOf } from "../../cli/command.ts";
import { createProgram } from "../../cli/program.ts";
import { describedCommands, misfits } from "../support/cli/json-page.ts";
import { startCli } from "../support/pipeline.ts";

function all(command: Command): Command[] {
  return [command, ...command.commands.flatMap(all)];
}

/** `throttle set` */
function nameOf(command: Command): string {
  const { parent } = command;
  return parent === null ? "" : `${nameOf(parent)} ${command.name()}`.trim();
}

const commands = all(createProgram({})).filter((command) => command.parent);
const leaves = commands.filter(({ commands: inside }) => inside.length === 0);

test.each(commands.map((command) => [nameOf(command), command] as const))(
  "%s --help shows examples of it",
  (name, command) => {
    const examples = examplesOf(command);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(example.startsWith(`afterbeep ${name}`)).toBe(true);
  },
);

test.each(leaves.flatMap((command) => examplesOf(command).map((one) => [one, nameOf(command)])))(
  "%s is understood",
  async (example, name) => {
    const program = createProgram({});
    const ran: string[] = [];
    for (const command of all(program)) {
      if (command.commands.length === 0) command.action(() => void ran.push(nameOf(command)));
    }
    await program.parseAsync(example.split(" ").slice(1), { from: "user" });
    expect(ran).toEqual([name]);
  },
);

test("every output in JSON is described, and nothing else is", () => {
  const withJson = leaves.filter(({ options }) => options.some(({ long }) => long === "--json"));
  expect(withJson.map(nameOf).toSorted()).toEqual(describedCommands.toSorted());
});

test("a line that the page does not describe is found", () => {
  const line = { account: "default", callId: 1, result: "started" };
  expect(misfits("retry", line)).toEqual([]);
  expect(misfits("retry", { ...line, callId: "1" })).toEqual(["callId is string"]);
  expect(misfits("retry", { ...line, more: 1 })).toEqual(["more is not described"]);
  expect(misfits("retry", { account: "default", callId: 1 })).toEqual(["result is missing"]);
  const judged = { quote: "now", atSeconds: "soon" };
  const verdict = { status: "unclassified", reason: "none", heard: [judged] };
  expect(misfits("analyze", { id: 1, verdict, redacted: "", comment: "", tags: ["a", 1] })).toEqual(
    ["verdict: heard[].atSeconds is string", "tags is a list"],
  );
});

test("--version prints the package's", async () => {
  const run = startCli(["--version"], {});
  expect(await run.exit).toBe(0);
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  expect(run.log()).toBe(`${version}\n`);
});

test("a command without its argument ends with 2, and so does a shell that is not known", async () => {
  for (const args of [["show"], ["completion", "cmd"], ["pause", "two words"]]) {
    expect(await startCli(args, {}).exit, args.join(" ")).toBe(2);
  }
});
