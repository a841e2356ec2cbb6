import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { isAlive } from "../../platform/process/other-process.ts";
import { freePort } from "../../platform/process/free-port.ts";
import type { Product } from "../../stage/product.ts";
import { sample } from "../support/aircall.ts";
import { openPipeline, webhookToken, type Pipeline } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

/*
 * The process that answers webhooks does not do the work: it keeps one that does.
 */

let pipeline: Pipeline;
beforeEach(async () => {
  pipeline = await openPipeline(inject("temporalAddress"));
});
afterEach(() => pipeline.close());

/** The processes whose workers were at work, in the order of their starts. */
function workersOf(up: Product): readonly number[] {
  return [...up.log().matchAll(/"pid":(\d+),.*"msg":"workers are at work"/g)].map(([, pid]) =>
    Number(pid),
  );
}

async function acknowledged(callId: number): Promise<number> {
  const data = { id: callId };
  const body = JSON.stringify({ event: "call.voicemail_left", token: webhookToken, data });
  return (await fetch(pipeline.webhookUrl(), { method: "POST", body })).status;
}

/** What a process has spent on the cores, in ticks of the system's clock. */
function spent(pid: number): number {
  const [, rest = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
  const [user, system] = rest.split(" ").slice(11, 13);
  return Number(user) + Number(system);
}

test("a killed worker process is started again: webhooks are answered meanwhile, and nothing is lost", async () => {
  const up = await pipeline.start("up");
  const [first = 0] = workersOf(up);
  const calls: number[] = [];
  for (let count = 0; count < 4; count++) {
    calls.push(await pipeline.aircall.leave({ media: sample("outage.mp3") }));
  }
  await until("a voicemail is under way", async () => {
    const { requests } = await pipeline.aircall.requests();
    return requests.length > 0;
  });
  process.kill(first, "SIGKILL");
  await until("it is seen", () => up.log().includes("is restarted"), 120_000);
  const ready = pipeline.webhookUrl().replace("/webhooks/aircall", "/readyz");
  expect((await fetch(ready)).status).toBe(200);
  const late = await pipeline.aircall.leave({ media: sample("outage.mp3"), events: [] });
  expect(await acknowledged(late)).toBe(200);

  for (const callId of [...calls, late]) {
    expect(await pipeline.result(callId)).toMatchObject({ outcome: "transcribed" });
    const { comments } = await pipeline.aircall.call(callId);
    expect(comments).toHaveLength(1);
  }
  expect(workersOf(up)).toHaveLength(2);
  up.kill("SIGTERM");
  expect(await up.exit).toBe(0);
  expect(workersOf(up).filter(isAlive)).toEqual([]);
}, 240_000);

test("the worker process ends when the one that keeps it is killed", async () => {
  const up = await pipeline.start("up");
  const [worker = 0] = workersOf(up);
  expect(isAlive(worker)).toBe(true);
  up.kill("SIGKILL");
  await until("it has ended", () => !isAlive(worker));
});

test("real voicemails cost the process that answers next to nothing, and both tell how late they are", async () => {
  const port = await freePort();
  const up = await pipeline.start("up", { METRICS_PORT: String(port) });
  const [worker = 0] = workersOf(up);
  const [before, workBefore] = [spent(up.pid), spent(worker)];
  const calls: number[] = [];
  for (let count = 0; count < 2; count++) {
    calls.push(await pipeline.aircall.leave({ media: sample("long.mp3"), events: [] }));
    expect(await acknowledged(calls.at(-1) ?? 0)).toBe(200);
  }
  for (const callId of calls) {
    expect(await pipeline.result(callId)).toMatchObject({ outcome: "transcribed" });
  }
  expect(spent(up.pid) - before).toBeLessThan((spent(worker) - workBefore) / 5);
  const shown = await until("both are shown", async () => {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const parts = ["receiver", "worker"].map((part) =>
      new RegExp(`^afterbeep_event_loop_delay_p99_seconds{process="${part}"} [\\d.]+$`, "m").test(
        text,
      ),
    );
    return parts.every(Boolean) && text;
  });
  expect(shown).toMatch(/^afterbeep_memory_bytes{process="receiver"} \d+$/m);
  expect(shown).toMatch(/^afterbeep_memory_bytes{process="worker"} \d+$/m);
}, 240_000);

test("a worker process that hangs is told within half a minute, and is ended; another does its work", async () => {
  const port = String(await freePort());
  const up = await pipeline.start("up", { HEALTH_PORT: port });
  const [first = 0] = workersOf(up);
  process.kill(first, "SIGSTOP");
  const callId = await pipeline.aircall.leave({ media: sample("outage.mp3"), events: [] });
  expect(await acknowledged(callId)).toBe(200);
  await until(
    "it is told that nobody works",
    async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
      return (await answer.text()).includes('"workers":false');
    },
    90_000,
  );
  await until("it is ended", () => !isAlive(first), 240_000);
  expect(up.log()).toContain("no longer answers");
  expect(await pipeline.result(callId)).toMatchObject({ outcome: "transcribed" });
  expect((await pipeline.aircall.call(callId)).comments).toHaveLength(1);
}, 480_000);
