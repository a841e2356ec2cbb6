import { once } from "node:events";
import { connect } from "node:net";
import { performance } from "node:perf_hooks";
import { expect, inject, onTestFinished, test } from "vitest";
import { openPipeline, webhookToken } from "../../support/pipeline.ts";
import { until } from "../../support/until.ts";

/** A receiver in a process of its own, as people run it. */
async function receiverUrl(): Promise<URL> {
  const pipeline = await openPipeline(inject("temporalAddress"));
  onTestFinished(pipeline.close);
  await pipeline.start("receiver");
  return new URL(pipeline.webhookUrl());
}

const head = "POST /webhooks/aircall HTTP/1.1\r\nhost: x\r\n";

/** Says this and gives what comes back, as soon as a status does. */
async function say({ port, hostname }: URL, ...parts: readonly string[]): Promise<string> {
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  socket.on("error", () => {});
  let said = "";
  socket.on("data", (data: Buffer) => (said += data.toString()));
  await once(socket, "connect");
  for (const part of parts) socket.write(part);
  await until("there is an answer", () => said.includes("\r\n"));
  return said;
}

test("more than 64 KiB is refused by its length alone, and while it is read", async () => {
  const url = await receiverUrl();
  expect(await say(url, `${head}content-length: 65537\r\n\r\n`)).toMatch(/^HTTP\/1.1 413 /);
  const chunk = `4000\r\n${"x".repeat(0x40_00)}\r\n`;
  expect(
    await say(url, `${head}transfer-encoding: chunked\r\n\r\n`, ...Array<string>(5).fill(chunk)),
  ).toMatch(/^HTTP\/1.1 413 /);
  expect(await say(url, `${head}content-length: 65536\r\n\r\n${" ".repeat(65_536)}`)).toMatch(
    /^HTTP\/1.1 400 /,
  );
});

test("JSON nested without end is refused before it is built, with the token and without; six levels are not", async () => {
  const url = await receiverUrl();
  const post = async (body: string): Promise<[number, unknown]> => {
    const answer = await fetch(url, { method: "POST", body });
    return [answer.status, await answer.json()];
  };
  const deep = (token: string): string =>
    `{"token":"${token}","event":"call.created","data":${"[".repeat(30_000)}${"]".repeat(30_000)}}`;
  for (const token of ["wrong", webhookToken]) {
    expect(await post(deep(token))).toEqual([
      400,
      { result: "the body is nested more deeply than Aircall's ever are" },
    ]);
  }
  const tricky = String.raw`{"token":"${webhookToken}","event":"call.created","a":"[[[\"[[[${"[{".repeat(100)}\\","data":{"id":1,"b":[{"c":[{}]}]}}`;
  expect(await post(tricky)).toEqual([200, { result: "ignored" }]);
});

test("whoever sends the largest and deepest bodies without a token does not keep a webhook waiting until Aircall gives up", async () => {
  const url = await receiverUrl();
  const largest = `${"[".repeat(32_700)}${"]".repeat(32_700)}`;
  const stopping = new AbortController();
  let refused = 0;
  const attackers = Array.from({ length: 150 }, async () => {
    while (!stopping.signal.aborted) {
      const answer = await fetch(url, { method: "POST", body: largest }).catch(() => null);
      await answer?.arrayBuffer();
      refused += Number(answer?.status === 400);
    }
  });
  await until("the attack is under way", () => refused > 150);
  const times: number[] = [];
  for (let left = 20; left > 0; left--) {
    const begun = performance.now();
    const answer = await fetch(url, {
      method: "POST",
      body: JSON.stringify({
        event: "call.voicemail_left",
        token: webhookToken,
        data: { id: 1_000 + left },
      }),
    });
    expect(answer.status).toBe(200);
    times.push(performance.now() - begun);
  }
  stopping.abort();
  await Promise.all(attackers);
  // Aircall waits five seconds; attackers and receiver share this machine, and others with them.
  expect(Math.max(...times)).toBeLessThan(4_000);
});
