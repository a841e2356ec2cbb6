import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openPipeline, type Pipeline } from "../support/pipeline.ts";

const folder = new URL("../fixtures/spoken/", import.meta.url);

/** The lines of scripts.tsv, below its heading. */
const scripts = readFileSync(new URL("scripts.tsv", folder), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [id = "", , , urgent] = line.split("\t");
    return { id, urgent: urgent === "yes" };
  });

let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await openPipeline(inject("temporalAddress"), {
    // No folder of models: Tiny, which comes with the package, whatever is installed here.
    env: { XDG_CACHE_HOME: "/nonexistent" },
  });
  await pipeline.start();
});
afterAll(() => pipeline.close());

async function heard(
  id: string,
): Promise<{ id: string; comment: string; tags: readonly string[] }> {
  const callId = await pipeline.aircall.leave({
    media: { kind: "file", path: new URL(`${id}.mp3`, folder).pathname },
    events: [{ event: "call.voicemail_left" }],
  });
  const { status } = await pipeline.result(callId);
  expect(status).toBe("delivered");
  const { comments, tags } = await pipeline.aircall.call(callId);
  return { id, comment: comments[0]?.content ?? "", tags };
}

test("emergencies spoken between ordinary sentences are tagged urgent, and ordinary messages are not", async () => {
  const results = await Promise.all(scripts.map(({ id }) => heard(id)));
  const wrong = results.filter(
    ({ tags }, index) => tags.includes("voicemail:urgent") !== scripts[index]?.urgent,
  );
  expect(scripts.filter(({ urgent }) => urgent).length).toBeGreaterThanOrEqual(20);
  expect(scripts.filter(({ urgent }) => !urgent).length).toBeGreaterThanOrEqual(6);
  expect(wrong).toEqual([]);
}, 300_000);
