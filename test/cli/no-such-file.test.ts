import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { command } from "../support/cli/command.ts";

/** The account of a simulator that nobody asks. */
const env = {
  AIRCALL_BASE_URL: "http://127.0.0.1:9",
  AIRCALL_API_ID: "id",
  AIRCALL_API_TOKEN: "token",
};

test.each(["simulate", "explain", "analyze"])("%s says which file is not there", async (name) => {
  expect(await command([name, "absent.mp3"], env)).toMatchObject({
    code: 1,
    stdout: "",
    stderr: "no file absent.mp3\n",
  });
});

test("transcribe says so of each, and goes on", async () => {
  const { code, lines } = await command(["transcribe", "absent.mp3", "nor-this.mp3"]);
  expect([code, lines()]).toEqual([
    1,
    [
      { file: "absent.mp3", error: "no file absent.mp3" },
      { file: "nor-this.mp3", error: "no file nor-this.mp3" },
    ],
  ]);
});

test("a folder is no file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-folder-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  expect((await command(["analyze", folder])).stderr).toBe(`${folder} is a folder; name a file\n`);
});
