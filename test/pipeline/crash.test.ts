import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { sample } from "../support/aircall.ts";
import { openPipeline, type CliProcess, type Pipeline } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

let pipeline: Pipeline;
let worker: CliProcess;

beforeAll(async () => {
  pipeline = await openPipeline(inject("temporalAddress"));
  await pipeline.start("receiver");
  worker = await pipeline.start("worker");
});
afterAll(() => pipeline.close());

/** A comment's unknown fate takes a minute and a half to be sure of, a dead worker half a minute more. */
const patience = 280_000;

async function fault(wish: object): Promise<void> {
  await pipeline.aircall.control("POST", "faults", { method: "POST", path: "/comments$", ...wish });
}

async function oursOn(callId: number): Promise<string[]> {
  const { comments } = await pipeline.aircall.call(callId);
  return comments
    .map(({ content }) => content)
    .filter((text) => text.endsWith(`afterbeep:${callId}`));
}

async function commentRequests(callId: number): Promise<number> {
  const { requests } = await pipeline.aircall.requests();
  return requests.filter(({ path }) => path === `/v1/calls/${callId}/comments`).length;
}

test(
  "no comment is lost and none doubled: answer lost, never arrived, worker killed in between",
  async () => {
    const leave = (file: string) => pipeline.aircall.leave({ media: sample(file) });

    // Applied, and its answer reset.
    await fault({ when: "after", kind: "reset" });
    const applied = await leave("silent.mp3");
    await until("the comment stands", async () => (await oursOn(applied)).length === 1);

    // Never applied, and answered with 502.
    await fault({ when: "before", kind: "status", status: 502 });
    const dropped = await leave("silent.mp3");
    await until("it was tried", async () => (await commentRequests(dropped)) === 1);

    // Applied, and the worker dies before it knows.
    await fault({ when: "after", kind: "silence", delayMs: 9_000 });
    const killed = await leave("silent.mp3");
    await until("the comment stands", async () => (await oursOn(killed)).length === 1);
    worker.kill("SIGKILL");
    await worker.exit;

    // Left while no worker is there.
    const orphan = await leave("human-cards.mp3");
    worker = await pipeline.start("worker");

    const results = await Promise.all([applied, dropped, killed, orphan].map(pipeline.result));
    for (const result of results)
      expect(result).toMatchObject({ status: "delivered", via: "comment" });
    for (const callId of [applied, dropped, killed, orphan]) {
      expect(await oursOn(callId)).toHaveLength(1);
    }
  },
  patience,
);
