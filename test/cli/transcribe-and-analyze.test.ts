import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { sample } from "../support/aircall.ts";
import { command as runScript } from "../support/cli/command.ts";

interface Ran {
  readonly code: number | null;
  readonly lines: Record<string, unknown>[];
  readonly stderr: string;
}

/** A command as a stranger runs it: nothing is configured. */
async function run(args: readonly string[], stdin = ""): Promise<Ran> {
  const { code, stderr, lines } = await runScript(args, { AFTERBEEP_ENV_FILE: "off" }, stdin);
  return { code, lines: lines() as Record<string, unknown>[], stderr };
}

async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-trying-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test("transcribe gives a line for each file, in order, broken ones included", async () => {
  const folder = await folderForTest();
  const speech = await readFile(sample("human-cards.mp3").path);
  await writeFile(join(folder, "a.mp3"), speech);
  await writeFile(join(folder, "b.MP3"), "<html>gone</html>");
  await writeFile(join(folder, "c.wav"), "");
  await writeFile(join(folder, "d.mp3"), await readFile(sample("silent.mp3").path));
  await writeFile(join(folder, "notes.txt"), "no audio");
  const { code, lines, stderr } = await run(["transcribe", folder, "--json"]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(
    lines.map(({ file, outcome }) => [String(file).slice(folder.length + 1), outcome]),
  ).toEqual([
    ["a.mp3", "transcribed"],
    ["b.MP3", "unreadable"],
    ["c.wav", "unreadable"],
    ["d.mp3", "empty"],
  ]);
  expect(lines[0]).toMatchObject({
    language: "en",
    engine: "local",
    confidence: "high",
    segments: [{ text: expect.stringMatching(/^Eight of spades/) as string }],
  });
  expect(lines[3]).toMatchObject({ text: "", segments: [], speechSeconds: 0 });
  const strict = await run(["transcribe", join(folder, "b.MP3"), "--strict", "--json"]);
  expect(strict.code).toBe(1);
});

test("transcribe takes a file of any name, and ends with 1 when a path leads nowhere", async () => {
  const folder = await folderForTest();
  const odd = join(folder, "recording without extension");
  await writeFile(odd, await readFile(sample("human-goforward.mp3").path));
  const { code, lines } = await run(["transcribe", join(folder, "none.mp3"), odd]);
  expect(code).toBe(1);
  expect(lines).toMatchObject([
    { error: `no file ${join(folder, "none.mp3")}` },
    { file: odd, outcome: "transcribed" },
  ]);
  expect((await run(["transcribe"])).code).toBe(2);
});

test("analyze gives a line out for a line in, in order, bad ones included", async () => {
  const input = [
    { id: "flood", text: "The kitchen is flooding, call me on 020 7946 0958.", country: "GB" },
    { id: 2, text: 5 },
    { text: "My card number is 4111 1111 1111 1111, thanks." },
    { id: "nothing", text: "  " },
  ].map((line) => JSON.stringify(line));
  input.splice(1, 0, "{ this is not JSON");
  const { code, lines } = await run(["analyze"], `${input.join("\n")}\n`);
  expect(code).toBe(1);
  expect(lines.map(({ id }) => id)).toEqual(["flood", null, 2, null, "nothing"]);
  expect(lines[0]).toMatchObject({
    verdict: { urgency: { level: 5 }, callback: { number: "+442079460958" } },
    tags: ["voicemail", "voicemail:urgent"],
  });
  // There is no call to listen to.
  expect(lines[0]?.["comment"]).not.toMatch(/Listen:|afterbeep:/);
  expect(lines[1]).toEqual({ id: null, error: "the line is not JSON" });
  expect(lines[3]?.["redacted"]).not.toContain("4111");
  expect(lines[4]).toMatchObject({ verdict: { status: "unclassified" } });
});

test("analyze takes a plain text as one message, from a file too", async () => {
  const folder = await folderForTest();
  const file = join(folder, "message.txt");
  await writeFile(file, "Hello,\nplease call me back about my invoice.\n");
  const { code, lines } = await run(["analyze", file]);
  expect(code).toBe(0);
  expect(lines).toMatchObject([{ id: null, verdict: { intent: "billing" } }]);
});

test("a recording is told from a text, and who gave it which command hears it", async () => {
  const recording = "simulator/voicemails/thanks.mp3";
  for (const command of ["analyze", "explain"]) {
    const { code, stderr } = await run([command, recording]);
    expect(code).toBe(1);
    expect(stderr).toContain(`afterbeep transcribe ${recording}`);
  }
});
