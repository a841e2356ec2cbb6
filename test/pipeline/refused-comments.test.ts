import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { sample } from "../support/aircall.ts";
import { openPipeline, type Pipeline } from "../support/pipeline.ts";
import { tally } from "../support/tally.ts";

let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await openPipeline(inject("temporalAddress"));
  await pipeline.start();
});
afterAll(() => pipeline.close());

/** What Aircall does to the comments of a call, one after the other. */
const reset = { kind: "reset", when: "before" };
const error = { kind: "status", status: 500 };
const weathers: Readonly<Record<string, readonly object[]>> = {
  "four resets": [reset, reset, reset, reset],
  "four 500": [error, error, error, error],
  "resets and errors in turn": [reset, error, reset, error],
};

/** Sent, no answer, and applied just before Aircall's edge would have cut it off. */
const late = { kind: "reset", when: "late", delayMs: 28_000 };

test("a comment that is refused four times stands within four minutes, and one that comes late stands once", async () => {
  const { aircall } = pipeline;
  const callIds: number[] = [];
  for (const faults of [...Object.values(weathers), [late]]) {
    const callId = await aircall.leave({ media: sample("silent.mp3"), events: [] });
    for (const fault of faults) {
      const comments = { method: "POST", path: `/calls/${callId}/comments$` };
      await aircall.control("POST", "faults", { ...comments, ...fault });
    }
    await aircall.control("POST", `calls/${callId}/events`, {
      events: [{ event: "call.voicemail_left" }],
    });
    callIds.push(callId);
  }
  const from = Date.now();
  for (const result of await Promise.all(callIds.map(pipeline.result))) {
    expect(result).toMatchObject({ status: "delivered", via: "comment" });
  }
  expect(Date.now() - from).toBeLessThan(240_000);
  expect(await tally(aircall, callIds)).toMatchObject({ lost: [], doubled: [] });
}, 300_000);
