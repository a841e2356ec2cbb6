import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createReceiver, type Receiver } from "../../../client/webhook/receiver.ts";
import { createDispatcher } from "../../../client/webhook/dispatcher.ts";
import { createSpool, type Spool, type SpoolRecord } from "../../../client/webhook/spool.ts";
import { until } from "../../support/until.ts";

interface Watched extends Receiver {
  readonly accepted: readonly number[];
  /** How often the disk was asked whether it takes a file. */
  readonly looks: () => number;
}

async function spoolForTest(): Promise<Spool> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-attack-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return createSpool(folder);
}

async function receiver(): Promise<Watched> {
  const accepted: number[] = [];
  let looks = 0;
  const spool = await spoolForTest();
  const opened = await createReceiver({
    host: "127.0.0.1",
    port: 0,
    tokensOf: (account) => (account === "default" ? ["token"] : undefined),
    defaultAccount: () => "default",
    spool: {
      ...spool,
      isWritable: () => {
        looks++;
        return spool.isWritable();
      },
    },
    onAccepted: (_name, { callId }) => void accepted.push(callId),
    onRejected: () => {},
    onSpoolFailure: () => {},
    readiness: () => Promise.resolve({ temporal: true, aircall: false }),
  });
  onTestFinished(opened.close);
  return { ...opened, accepted, looks: () => looks };
}

/** Sends bytes as they are, and gives each status that comes back until the connection ends. */
async function statuses({ url }: Receiver, bytes: string): Promise<readonly string[]> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  let said = "";
  socket.on("error", () => {});
  socket.on("data", (data: Buffer) => (said += data.toString("latin1")));
  const ended = new Promise((resolve) => socket.once("close", resolve));
  socket.end(bytes, "latin1");
  await ended;
  return [...said.matchAll(/^HTTP\/1.1 (\d+)/gm)].map(([, status = ""]) => status);
}

const inside = `POST /webhooks/aircall HTTP/1.1\r\nhost: x\r\ncontent-length: 64\r\n\r\n{"token":"token","event":"call.voicemail_left","data":{"id":812}}`;

test.each<[string, string]>([
  ["a length and chunks", `content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
  ["two lengths", `content-length: 0\r\ncontent-length: 64\r\n\r\n`],
  ["lines that end on a bare line feed", `content-length: 0\n\n`],
  ["a folded line", `x: y\r\n content-length: 0\r\n\r\n`],
  ["a blank before the colon", `content-length : 0\r\n\r\n`],
  ["chunks that are not the last coding", `transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
  ["a length that is none", `content-length: +4\r\n\r\n`],
])("%s: no request is smuggled behind it", async (_what, lines) => {
  const attacked = await receiver();
  const got = await statuses(
    attacked,
    `POST /webhooks/aircall HTTP/1.1\r\nhost: x\r\n${lines}${inside}`,
  );
  expect(got).toEqual(["400"]);
  expect(attacked.accepted).toEqual([]);
});

test("a head of 64 kB is refused, and what is behind it is not read", async () => {
  const attacked = await receiver();
  const long = `POST /webhooks/aircall HTTP/1.1\r\nhost: x\r\nx: ${"y".repeat(65_536)}\r\n\r\n`;
  expect(await statuses(attacked, long + inside)).toEqual(["431"]);
  expect(attacked.accepted).toEqual([]);
});

const body = (id: unknown, token: unknown = "token"): string =>
  `{"token":${JSON.stringify(token)},"event":"call.voicemail_left","data":{"id":${typeof id === "string" && id.startsWith("raw:") ? id.slice(4) : JSON.stringify(id)}}}`;

test.each<[string, string, number]>([
  ["no token", `{"event":"call.voicemail_left","data":{"id":1}}`, 401],
  ["a token that is null", body(1, null), 401],
  ["a token in a list", body(1, ["token"]), 401],
  ["a token that is an object", body(1, { token: "token" }), 401],
  ["an empty token", body(1, ""), 401],
  ["a token in the prototype", `{"__proto__":{"token":"token"},"event":"x"}`, 401],
  ["a negative id", body(-1), 200],
  ["half an id", body(1.5), 200],
  ["an id beyond numbers", body("raw:1e400"), 200],
  ["an id that is a path", body("../x"), 200],
  ["an id that is a query", body("1 OR 1"), 200],
  ["a list of ids", body([1, 2]), 200],
  ["an id that is true", body(true), 200],
])("%s starts nothing", async (_what, sent, status) => {
  const attacked = await receiver();
  const answer = await fetch(`${attacked.url}/webhooks/aircall`, { method: "POST", body: sent });
  expect(answer.status).toBe(status);
  if (status === 200) expect(await answer.json()).toEqual({ result: "rejected" });
  expect(attacked.accepted).toEqual([]);
  expect({}).not.toHaveProperty("token");
});

test.each(["__proto__", "%00", "..%2F..%2F", "constructor", "a%2fb"])(
  "account %s is nobody's",
  async (account) => {
    const attacked = await receiver();
    const answer = await fetch(`${attacked.url}/webhooks/aircall/${account}`, {
      method: "POST",
      body: body(1),
    });
    expect([400, 404]).toContain(answer.status);
    expect(attacked.accepted).toEqual([]);
  },
);

test("a hundred who ask whether it is ready cost one look, and from outside nobody learns how the credential is", async () => {
  const attacked = await receiver();
  const answers = await Promise.all(
    Array.from({ length: 100 }, async () => (await fetch(`${attacked.url}/readyz`)).json()),
  );
  expect(answers[99]).toEqual({ ready: true, spool: true, temporal: true, aircall: false });
  // One each half second that it took.
  expect(attacked.looks()).toBeLessThan(10);
  for (const header of ["x-forwarded-for", "forwarded", "cf-connecting-ip"]) {
    const outside = await fetch(`${attacked.url}/readyz`, { headers: { [header]: "203.0.113.9" } });
    expect(await outside.json()).toEqual({ ready: true });
  }
});

test("a record dated ahead, of a clock that was set back since, is announced at once", async () => {
  const spool = await spoolForTest();
  const announced: number[] = [];
  const dispatcher = createDispatcher({
    spool,
    everyMs: 20,
    onTrouble: () => {},
    announce: async ({ callId }) => void announced.push(callId),
  });
  const record = (callId: number, acceptedAt: number): SpoolRecord => ({
    account: "default",
    callId,
    event: "call.voicemail_left",
    acceptedAt,
  });
  await spool.put(record(1, Date.now()));
  const running = dispatcher.run();
  await until("it has looked once", () => announced.includes(1));
  await spool.put(record(2, Date.now() + 86_400_000));
  await until("it is announced", () => announced.includes(2));
  await dispatcher.close();
  await running;
  expect(announced).toEqual([1, 2]);
});
