import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { sample } from "../support/aircall.ts";
import { openPipeline, startCli } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

const from = "+442079460371";

/** Four voicemails are heard with whatever this machine has left. */
const patienceMs = 180_000;

/** Files below a folder that hold a text, by their bytes. */
async function filesWith(folder: string, text: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if ((await readFile(path)).includes(text)) found.push(path.slice(folder.length + 1));
  }
  return found;
}

test("what erase has given a receipt for is legible nowhere on the disk: no word and no number, and others' stay", async () => {
  const pipeline = await openPipeline(inject("temporalAddress"), {
    // Its own server: an address that is set to nothing counts as not set.
    env: { TEMPORAL_ADDRESS: "", TEMPORAL_CLI_PATH: inject("temporalCli") },
  });
  onTestFinished(pipeline.close);
  const folder = pipeline.env["AFTERBEEP_DATA"] ?? "";
  await pipeline.start("up");
  const left = await pipeline.aircall.leave({ media: sample("urgent.mp3"), from });
  const others = await Promise.all(
    ["outage.mp3", "calm.mp3", "angry.mp3"].map((name) =>
      pipeline.aircall.leave({ media: sample(name) }),
    ),
  );
  for (const callId of [left, ...others]) {
    await until(
      `call ${callId} has its tags`,
      async () => {
        return (await pipeline.aircall.call(callId)).tags.length > 0;
      },
      patienceMs,
    );
  }
  await until(
    "the last workflow has ended",
    async () => {
      const listed = startCli(["list", "--state", "done", "--json"], pipeline.env);
      await listed.exit;
      return listed.log().match(/"callId"/g)?.length === 4;
    },
    patienceMs,
  );
  const told = ["kitchen is flooding", from];
  // There was something to erase, and this finds it.
  for (const words of told) {
    expect((await filesWith(folder, words)).join(), words).toMatch(/temporal\.db/);
  }

  const erased = startCli(["erase", String(left), "--json"], pipeline.env);
  expect(await erased.exit, erased.log()).toBe(0);
  const receipt = JSON.parse(erased.log()) as { histories: number; remains: readonly string[] };
  expect(receipt.histories).toBe(1);
  expect(receipt.remains.join("\n")).not.toContain("temporal.db");
  for (const words of told) expect(await filesWith(folder, words), words).toEqual([]);
  expect(await filesWith(folder, "website is down")).not.toEqual([]);

  // The server goes on, on the same database.
  const next = await pipeline.aircall.leave({ media: sample("outage.mp3") });
  await until(
    "the next voicemail is delivered",
    async () => {
      return (await pipeline.aircall.call(next)).comments.length > 0;
    },
    patienceMs,
  );
  const shown = startCli(["show", String(others[0])], pipeline.env);
  expect(await shown.exit).toBe(0);
}, 600_000);
