import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openPipeline, type Pipeline } from "../support/pipeline.ts";

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await openPipeline(inject("temporalAddress"));
});
afterAll(() => pipeline.close());

test("a worker process answers for itself where HEALTH_PORT says", async () => {
  const worker = await pipeline.start("worker", { HEALTH_PORT: "0" });
  const { url } = await worker.ready("health");
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const ready = await fetch(`${url}/readyz`);
  expect([ready.status, await ready.json()]).toMatchObject([
    200,
    { ready: true, workers: true, temporal: true },
  ]);
});

test("one that finds no Temporal lives, and is not ready", async () => {
  const nowhere = { TEMPORAL_ADDRESS: "127.0.0.1:1", HEALTH_PORT: "0", WEBHOOK_PORT: "0" };
  const up = pipeline.launch("worker", nowhere);
  const { url } = await up.ready("health");
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const ready = await fetch(`${url}/readyz`);
  expect([ready.status, await ready.json()]).toMatchObject([
    503,
    { ready: false, workers: false, temporal: false },
  ]);
});
