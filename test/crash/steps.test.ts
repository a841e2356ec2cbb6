import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { workflowIdFor } from "../../domain/wire.ts";
import { tally } from "../support/tally.ts";
import { sample } from "../support/aircall.ts";
import type { Product } from "../../stage/product.ts";
import { openPipeline, type Pipeline } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

/*
 * The worker is killed at each step of a voicemail, while that step goes on.
 */

let pipeline: Pipeline;
let worker: Product;

beforeAll(async () => {
  pipeline = await openPipeline(inject("temporalAddress"), { env: { RECORDING_BUDGET: "10m" } });
  await pipeline.aircall.control("PATCH", "settings", { requestsPerMinute: 10_000 });
  await pipeline.start("receiver");
  worker = await pipeline.start("worker");
});
afterAll(() => pipeline.close());

interface Step {
  readonly activity: string;
  /** Keeps the step from ending before it is killed; a transcription lasts by itself. */
  readonly fault?: { readonly method: string; readonly path: string; readonly when?: string };
}

const steps: readonly Step[] = [
  { activity: "fetchCall", fault: { method: "GET", path: "/calls/ID$" } },
  { activity: "archiveRecording", fault: { method: "GET", path: "^/media/.*ID" } },
  { activity: "transcribe" },
  { activity: "postComment", fault: { method: "POST", path: "/calls/ID/comments$" } },
  {
    activity: "postComment",
    fault: { method: "POST", path: "/calls/ID/comments$", when: "after" },
  },
  { activity: "tagCall", fault: { method: "POST", path: "/calls/ID/tags$" } },
  { activity: "tagCall", fault: { method: "POST", path: "/calls/ID/tags$", when: "after" } },
];

test("killed at any step, each voicemail is delivered once", async () => {
  const { aircall, client } = pipeline;
  const callIds: number[] = [];
  for (const { activity, fault } of steps) {
    const callId = await aircall.leave({
      media: sample(fault ? "human-goforward.mp3" : "long.mp3"),
      events: [],
    });
    callIds.push(callId);
    const others: number[] = [];
    // By itself one would be heard in the step of its download: of two at once one waits for its turn.
    if (activity === "transcribe") others.push(await aircall.leave({ media: sample("long.mp3") }));
    callIds.push(...others);
    if (fault) {
      const path = fault.path.replace("ID", String(callId));
      const silence = { kind: "silence", delayMs: 9_000 };
      await aircall.control("POST", "faults", { ...fault, ...silence, path });
    }
    await aircall.control("POST", `calls/${callId}/events`, {
      events: [{ event: "call.voicemail_left", times: 3 }],
    });
    await until(
      `${activity} goes on`,
      async () => {
        for (const id of [callId, ...others]) {
          const handle = client.workflow.getHandle(workflowIdFor("default", id));
          const known = await handle.describe().catch(() => null);
          const goesOn = known?.raw.pendingActivities?.some(
            ({ activityType, lastStartedTime }) =>
              activityType?.name === activity && lastStartedTime,
          );
          if (goesOn) return true;
        }
        return false;
      },
      180_000,
    );
    if (fault?.when === "after") {
      await until("Aircall has applied it", async () => {
        const { comments, tags } = await aircall.call(callId);
        return activity === "tagCall" ? tags.length > 0 : comments.length > 0;
      });
    }
    worker.kill("SIGKILL");
    await worker.exit;
    worker = await pipeline.start("worker");
  }
  const results = await Promise.all(callIds.map(pipeline.result));
  for (const result of results) {
    expect(result).toMatchObject({
      status: "delivered",
      outcome: "transcribed",
      via: "comment",
    });
  }
  expect(await tally(aircall, callIds)).toMatchObject({ lost: [], doubled: [] });
}, 600_000);
