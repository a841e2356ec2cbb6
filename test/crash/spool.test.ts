import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { workflowIdFor } from "../../domain/wire.ts";
import { tally } from "../support/tally.ts";
import { freePort } from "../../platform/process/free-port.ts";
import { sample } from "../support/aircall.ts";
import { openPipeline, webhookToken, type Pipeline } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

/*
 * The receiver's promise: what was answered with 200 is delivered, whatever dies and whatever is away.
 */

let pipeline: Pipeline;
const nowhere = { TEMPORAL_ADDRESS: "127.0.0.1:1" };

beforeAll(async () => {
  pipeline = await openPipeline(inject("temporalAddress"));
  await pipeline.aircall.control("PATCH", "settings", { requestsPerMinute: 10_000 });
  await pipeline.start("worker");
});
afterAll(() => pipeline.close());

async function leaveSilently(count: number): Promise<number[]> {
  const media = sample("silent.mp3");
  return Promise.all(
    Array.from({ length: count }, () => pipeline.aircall.leave({ media, events: [] })),
  );
}

/** The status, or null when the connection broke. */
async function post(url: string, callId: number): Promise<number | null> {
  const body = { event: "call.voicemail_left", token: webhookToken, data: { id: callId } };
  try {
    const answer = await fetch(url, { method: "POST", body: JSON.stringify(body) });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null;
  }
}

test("two receivers killed amid a hundred webhooks, Temporal away: what they answered for is delivered once", async () => {
  const first = await pipeline.start("receiver", nowhere);
  const firstUrl = pipeline.webhookUrl();
  const second = await pipeline.start("receiver", nowhere);
  const secondUrl = pipeline.webhookUrl();
  const callIds = await leaveSilently(100);
  let answered = 0;
  const send = async (callId: number, index: number): Promise<number | null> => {
    const status = await post(index % 2 ? firstUrl : secondUrl, callId);
    if (status === 200) answered++;
    return status === 200 ? callId : null;
  };
  const answers = callIds.slice(0, 50).map(send);
  await until("half of them are answered", () => answered >= 40);
  // The others are on their way when the kill comes, between token check and answer of some.
  answers.push(...callIds.slice(50).map((callId, index) => send(callId, index)));
  first.kill("SIGKILL");
  second.kill("SIGKILL");
  const promised = (await Promise.all(answers)).filter((callId) => callId !== null);
  await Promise.all([first.exit, second.exit]);
  expect(promised.length).toBeGreaterThanOrEqual(40);

  // A record that a power cut has torn stops nothing.
  const torn = join(pipeline.env["AFTERBEEP_DATA"] ?? "", "spool", "000000000000001-torn.json");
  await writeFile(torn, '{"account":"default","callId":12');
  await pipeline.start("receiver");
  await Promise.all(promised.map(pipeline.result));
  expect(await tally(pipeline.aircall, promised)).toMatchObject({ lost: [], doubled: [] });
  await until("the torn record is told of", () =>
    pipeline.logs().includes("is damaged; it was moved to spool/rejected"),
  );
}, 240_000);

test("a disk that takes nothing is a 503, and Aircall's next try is taken", async () => {
  const [callId = 0] = await leaveSilently(1);
  const main = new URL("../../cli/main.ts", import.meta.url).pathname;
  const port = String(await freePort());
  const env = { ...pipeline.env, PATH: process.env["PATH"], WEBHOOK_PORT: port };
  const url = `http://127.0.0.1:${port}/webhooks/aircall`;
  // Files of this process may not grow beyond nothing: each write fails as on a full disk.
  const full = spawn(
    "/bin/sh",
    ["-c", 'ulimit -f 0; exec "$@"', "sh", process.execPath, main, "receiver"],
    { env, stdio: ["ignore", "ignore", "pipe"] },
  );
  onTestFinished(() => void full.kill("SIGKILL"));
  full.stderr.resume();
  await until("it listens", () => post(url, callId));
  expect(await post(url, callId)).toBe(503);
  const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
  expect([ready.status, await ready.json()]).toMatchObject([503, { ready: false, spool: false }]);
  full.kill("SIGTERM");
  await once(full, "close");
  const handle = pipeline.client.workflow.getHandle(workflowIdFor("default", callId));
  await expect(handle.describe()).rejects.toThrow(/not found/);

  await pipeline.start("receiver", { WEBHOOK_PORT: port });
  expect(await post(url, callId)).toBe(200);
  expect(await pipeline.result(callId)).toMatchObject({ status: "delivered" });
}, 120_000);
