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
    env: { XDG_CACHE_HOME: "/dev/null" },
  });
  await pipeline.start();
});
afterAll(() => pipeline.close());

async function leave(id: string): Promise<number> {
  return pipeline.aircall.leave({
    media: { kind: "file", path: new URL(`${id}.mp3`, folder).pathname },
    events: [{ event: "call.voicemail_left" }],
  });
}

/**
 * Heard as "The water runs down over the stomps and the birds luggage", which the reader of dangers
 * takes for a flood.
 */
const knownAlarms = ["ordinary-water-garden"];

test("emergencies spoken between ordinary sentences are tagged urgent, and ordinary messages are not, but for one", async () => {
  const calls = await Promise.all(
    scripts.map(async ({ id, urgent }) => ({ id, urgent, callId: await leave(id) })),
  );
  const wrong: { readonly id: string }[] = [];
  // One after the other: thirty that ask the server at once keep it from its work.
  for (const { id, urgent, callId } of calls) {
    expect(await pipeline.result(callId)).toMatchObject({ status: "delivered" });
    const { comments, tags } = await pipeline.aircall.call(callId);
    if (tags.includes("voicemail:urgent") !== urgent) {
      const found = { id, tags, comment: comments[0]?.content };
      wrong.push(found);
    }
  }
  expect(scripts.filter(({ urgent }) => urgent).length).toBeGreaterThanOrEqual(20);
  expect(scripts.filter(({ urgent }) => !urgent).length).toBeGreaterThanOrEqual(6);
  expect(wrong.filter(({ id }) => !knownAlarms.includes(id))).toEqual([]);
}, 600_000);
