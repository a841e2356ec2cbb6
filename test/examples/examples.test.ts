import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { sample } from "../support/aircall.ts";

const run = promisify(execFile);

function example(name: string, ...args: string[]): Promise<{ stdout: string }> {
  return run(process.execPath, [`examples/${name}/main.ts`, ...args]);
}

test("first-voicemail prints the comment of an urgent voicemail", async () => {
  const { stdout } = await example("first-voicemail");
  expect(stdout).toMatch(/^URGENT 5\/5 /);
  expect(stdout).toMatch(/^afterbeep:\d+$/m);
}, 120_000);

test("own-engine: where nobody speaks there is no text, whatever the engine says", async () => {
  const { stdout } = await example(
    "own-engine",
    sample("calm.mp3").path,
    sample("silent.mp3").path,
  );
  const [spoken, silent] = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  expect(spoken).toMatchObject({ engine: "parrot" });
  expect(silent).toMatchObject({ outcome: "empty", text: "" });
}, 120_000);
