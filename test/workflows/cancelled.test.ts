import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { workflowIdFor } from "../../domain/wire.ts";
import { sample } from "../support/aircall.ts";
import { openPipeline, type Pipeline } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await openPipeline(inject("temporalAddress"));
  await pipeline.start();
});
afterAll(() => pipeline.close());

test("a voicemail that is cancelled while comment and tags are under way ends as cancelled, and its workers go on", async () => {
  const { aircall, client } = pipeline;
  const callId = await aircall.leave({ media: sample("silent.mp3"), events: [] });
  for (const what of ["comments", "tags"]) {
    await aircall.control("POST", "faults", {
      method: "POST",
      path: `/calls/${callId}/${what}$`,
      kind: "slow",
      delayMs: 15_000,
    });
  }
  await aircall.control("POST", `calls/${callId}/events`, {
    events: [{ event: "call.voicemail_left" }],
  });
  const handle = client.workflow.getHandle(workflowIdFor("default", callId));
  await until("both are under way", async () => {
    const description = await handle.describe().catch(() => null);
    const open = description?.raw.pendingActivities ?? [];
    const types = open.map(({ activityType }) => activityType?.name);
    return types.includes("postComment") && types.includes("tagCall");
  });
  await handle.cancel();
  await expect(handle.result()).rejects.toMatchObject({ cause: { name: "CancelledFailure" } });

  const next = await aircall.leave({ media: sample("silent.mp3") });
  expect(await pipeline.result(next)).toMatchObject({ status: "delivered" });
}, 180_000);
