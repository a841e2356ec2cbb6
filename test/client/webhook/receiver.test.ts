import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createDispatcher } from "../../../client/webhook/dispatcher.ts";
import {
  createReceiver,
  type Receiver,
  type ReceiverOptions,
} from "../../../client/webhook/receiver.ts";
import { createSpool, type SpoolRecord } from "../../../client/webhook/spool.ts";
import { until } from "../../support/until.ts";

async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-spool-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function receiverOn(
  directory: string,
  more: Pick<ReceiverOptions, "requestTimeoutMs"> = {},
): Promise<Receiver & { accepted: SpoolRecord[]; rejected: () => number }> {
  const accepted: SpoolRecord[] = [];
  let rejected = 0;
  const receiver = await createReceiver({
    host: "127.0.0.1",
    port: 0,
    tokensOf: (account) => (account === "default" ? ["token"] : undefined),
    defaultAccount: () => "default",
    spool: createSpool(directory),
    onAccepted: (_name, record) => void accepted.push(record),
    onRejected: () => void rejected++,
    onSpoolFailure: () => {},
    readiness: () => Promise.resolve({ temporal: false, aircall: null }),
    ...more,
  });
  onTestFinished(receiver.close);
  return { ...receiver, accepted, rejected: () => rejected };
}

async function post(receiver: Receiver, body: string, path = "/webhooks/aircall"): Promise<number> {
  const answer = await fetch(`${receiver.url}${path}`, { method: "POST", body });
  await answer.arrayBuffer();
  return answer.status;
}

const event = (callId: number, token = "token"): string =>
  JSON.stringify({
    resource: "call",
    event: "call.voicemail_left",
    timestamp: 1,
    token,
    data: { id: callId, raw_digits: "+44 7700 900123", voicemail: "https://x/?X-Amz" },
  });

test("a voicemail is answered for only when it stands in the spool, with nothing of the caller", async () => {
  const folder = await folderForTest();
  const receiver = await receiverOn(folder);
  expect(await post(receiver, event(812))).toBe(200);
  expect(await post(receiver, event(813), "/webhooks/aircall/default")).toBe(200);
  const spool = createSpool(folder);
  const names = await spool.list();
  expect(names).toHaveLength(2);
  const records = await Promise.all(names.map(spool.read));
  expect(records.map((record) => record?.callId).toSorted()).toEqual([812, 813]);
  expect(JSON.stringify(records)).not.toMatch(/7700|X-Amz|token/);
  expect(receiver.accepted).toHaveLength(2);
});

test("every other body has its status", async () => {
  const receiver = await receiverOn(await folderForTest());
  expect(await post(receiver, event(812, "wrong"))).toBe(401);
  expect(await post(receiver, "{}")).toBe(401);
  expect(await post(receiver, "no json")).toBe(400);
  expect(await post(receiver, "")).toBe(400);
  expect(
    await post(receiver, JSON.stringify({ token: "token", filler: "x".repeat(64 * 1024) })),
  ).toBe(413);
  expect(
    await post(
      receiver,
      JSON.stringify({ token: "token", event: "call.voicemail_left", data: {} }),
    ),
  ).toBe(200);
  expect(receiver.rejected()).toBe(1);
  expect(
    await post(
      receiver,
      JSON.stringify({ token: "token", event: "call.created", data: { id: 1 } }),
    ),
  ).toBe(200);
  expect(await post(receiver, event(812), "/webhooks/aircall/stranger")).toBe(404);
  expect(receiver.accepted).toEqual([]);
});

test("a spool that cannot be written is a 503, and not ready", async () => {
  const folder = await folderForTest();
  const file = join(folder, "spool");
  await writeFile(file, "a file where the folder should be");
  const receiver = await receiverOn(file);
  expect(await post(receiver, event(812))).toBe(503);
  const ready = await fetch(`${receiver.url}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({ ready: false, spool: false });
  expect((await fetch(`${receiver.url}/healthz`)).status).toBe(200);
});

test("it is ready while Temporal is away", async () => {
  const receiver = await receiverOn(await folderForTest());
  const ready = await fetch(`${receiver.url}/readyz`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toEqual({ ready: true, spool: true, temporal: false, aircall: null });
});

test("a client that says little and slowly is answered with 408 and cut off, and keeps nobody waiting", async () => {
  const receiver = await receiverOn(await folderForTest(), { requestTimeoutMs: 4_000 });
  const slow = connect(Number(new URL(receiver.url).port), "127.0.0.1");
  onTestFinished(() => void slow.destroy());
  let said = "";
  slow.on("data", (data: Buffer) => (said += data.toString()));
  const closed = once(slow, "close");
  slow.write("POST /webhooks/aircall HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{");
  expect(await post(receiver, event(812))).toBe(200);
  await closed;
  expect(said).toMatch(/^HTTP\/1.1 408 /);
}, 30_000);

const record = (callId: number, acceptedAt = Date.now()): SpoolRecord => ({
  account: "default",
  callId,
  event: "call.voicemail_left",
  acceptedAt,
});

test("what the spool holds is announced when Temporal is back, each once, and then gone", async () => {
  const folder = await folderForTest();
  const spool = createSpool(folder);
  for (let callId = 1; callId <= 30; callId++) await spool.put(record(callId));
  let up = false;
  const announced: number[] = [];
  let troubles = 0;
  const dispatcher = createDispatcher({
    spool,
    announce: async ({ callId }) => {
      if (!up) throw new Error("away");
      announced.push(callId);
    },
    onTrouble: () => void troubles++,
    everyMs: 20,
  });
  const running = dispatcher.run();
  await until("it has tried", () => troubles > 0);
  expect(await spool.list()).toHaveLength(30);
  up = true;
  await until("the spool is empty", async () => (await spool.list()).length === 0);
  await dispatcher.close();
  await running;
  expect(announced.toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: 30 }, (_, index) => index + 1),
  );
  expect(troubles).toBe(1);
});

test("a young record is left to the process that took it, an old one is picked up", async () => {
  const spool = createSpool(await folderForTest());
  const announced: number[] = [];
  const dispatcher = createDispatcher({
    spool,
    everyMs: 20,
    pauseMs: 0,
    concurrency: 1,
    minAgeMs: 60_000,
    onTrouble: () => {},
    announce: async ({ callId }) => void announced.push(callId),
  });
  const old = (callId: number): SpoolRecord => record(callId, Date.now() - 120_000);
  // All that is there when it starts is taken, so it has begun when this one is announced.
  await spool.put(old(1));
  const running = dispatcher.run();
  await until("it has looked once", () => announced.includes(1));
  await spool.put(record(2));
  await spool.put(old(3));
  await until("the old one is announced", () => announced.includes(3));
  // In the order of its list: had it taken the young one in the same look, it would have come before this.
  await spool.put(old(4));
  await until("the next old one is announced", () => announced.includes(4));
  expect(announced).toEqual([1, 3, 4]);
  await dispatcher.close();
  await running;
});

test("a torn record is set aside and stops nothing", async () => {
  const folder = await folderForTest();
  const spool = createSpool(folder);
  await writeFile(join(folder, "000000000000001-torn.json"), '{"account":"def');
  await spool.put(record(812));
  const announced: number[] = [];
  const dispatcher = createDispatcher({
    spool,
    everyMs: 20,
    onTrouble: () => {},
    announce: async ({ callId }) => void announced.push(callId),
  });
  const running = dispatcher.run();
  await until(
    "the good one is announced and the spool empty",
    async () => announced.length === 1 && (await spool.list()).length === 0,
  );
  await dispatcher.close();
  await running;
  expect(await readdir(join(folder, "rejected"))).toEqual(["000000000000001-torn.json"]);
});
