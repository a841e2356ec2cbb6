import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { sample } from "../support/aircall.ts";

const run = promisify(execFile);

/** A command, as people run it. */
function afterbeep(env: NodeJS.ProcessEnv, ...args: string[]): Promise<{ stdout: string }> {
  return run(process.execPath, ["cli/main.ts", ...args], { env: { ...process.env, ...env } });
}

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

test("own-engine: a command takes it by TRANSCRIBERS", async () => {
  const env = { TRANSCRIBERS: "module:examples/own-engine/engine.ts" };
  const { stdout } = await afterbeep(env, "transcribe", sample("calm.mp3").path, "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    engine: "parrot",
    text: expect.stringContaining("my order"),
  });
}, 120_000);

test("own-analyzer: what it knows better is as urgent as it says, what it does not know is judged as ever", async () => {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-example-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "messages.jsonl");
  const texts = [
    "Hello, the cold store is warm since the morning.",
    "Please call me back about my invoice.",
  ];
  await writeFile(file, texts.map((text) => JSON.stringify({ text })).join("\n"));
  const env = { ANALYZER: "module:examples/own-analyzer/analyzer.ts" };
  const { stdout } = await afterbeep(env, "analyze", file, "--json");
  const [warm, other] = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { comment: string });
  expect(warm?.comment).toMatch(/^URGENT 5\/5 - cold store/);
  expect(other?.comment).not.toContain("URGENT");
}, 120_000);
