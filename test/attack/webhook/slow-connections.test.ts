import { spawn } from "node:child_process";
import { connect, type Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { expect, inject, onTestFinished, test } from "vitest";
import { announceVoicemail } from "../../../client/start/announce-voicemail.ts";
import { isAlive } from "../../../platform/process/other-process.ts";
import { readyMessage } from "../../../platform/process/ready.ts";
import { sample } from "../../support/aircall.ts";
import { openPipeline, webhookToken, type Pipeline } from "../../support/pipeline.ts";
import { until } from "../../support/until.ts";

const main = new URL("../../../cli/main.ts", import.meta.url).pathname;

/** Of a usual machine 20,000: what is opened is scaled with it. */
const descriptors = 400;

/** `up` with few descriptors, in a process of its own: its webhook's address and its id. */
async function upWithFew({ env }: Pipeline): Promise<{ readonly url: URL; readonly pid: number }> {
  const shell = `ulimit -n ${descriptors}; exec "$0" "$@"`;
  const child = spawn("sh", ["-c", shell, process.execPath, main, "up"], {
    env,
    stdio: ["ignore", "inherit", "ignore", "ipc"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await ended;
  });
  let url = "";
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`up ended with ${code}`)));
    child.on("message", (message) => {
      const said = readyMessage.parse(message);
      if (said.ready === "receiver") ({ url } = said);
      if (said.ready === "workers") resolve();
    });
  });
  return { url: new URL(url), pid: child.pid ?? 0 };
}

interface Held {
  readonly kind: string;
  /** How long it stayed open; null while it does. */
  heldMs: number | null;
}

/** Opens a connection that never gets to its end, and keeps it. */
function hold(url: URL, kind: string, first: string, drip: string | null): Held {
  const held: Held = { kind, heldMs: null };
  const begun = performance.now();
  const socket: Socket = connect(Number(url.port), url.hostname);
  const dripping =
    drip === null ? null : setInterval(() => void (socket.writable && socket.write(drip)), 500);
  const close = (): void => {
    if (dripping) clearInterval(dripping);
    held.heldMs ??= performance.now() - begun;
    socket.destroy();
  };
  socket.on("error", close).on("close", close).on("end", close);
  socket.resume();
  if (first !== "") socket.write(first);
  onTestFinished(close);
  return held;
}

const head = "POST /webhooks/aircall HTTP/1.1\r\nhost: x\r\n";

const kinds: readonly (readonly [string, string, string | null])[] = [
  ["silent", "", null],
  ["head dripped", head, "x: y\r\n"],
  ["body dripped", `${head}content-length: 60000\r\n\r\n{`, " "],
  ["half a body", `${head}content-length: 100\r\n\r\n{`, null],
  ["kept after an answer", "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n", null],
];

test("half-sent requests to the limit of descriptors and beyond: all are closed within 15 s, the process lives, starts workflows and answers again", async () => {
  const pipeline = await openPipeline(inject("temporalAddress"));
  onTestFinished(pipeline.close);
  const { url, pid } = await upWithFew(pipeline);

  const attack: Held[] = [];
  for (let left = (descriptors * 3) / 2; left > 0; left -= kinds.length) {
    for (const [kind, first, drip] of kinds) attack.push(hold(url, kind, first, drip));
  }
  await until("those beyond the bound are closed", () =>
    attack.some(({ heldMs }) => heldMs !== null && heldMs < 3_000),
  );
  // A workflow that starts opens descriptors of its own.
  const callId = await pipeline.aircall.leave({ media: sample("outage.mp3"), events: [] });
  const budgets = { assetWaitMs: 60_000, recordingMs: 60_000, transcriptionMs: 60_000 };
  const found = { account: "default", callId, acceptedAt: Date.now(), origin: "live" } as const;
  await announceVoicemail(pipeline.client, found, { budgets, searchable: false });

  await until("all are closed", () => attack.every(({ heldMs }) => heldMs !== null));
  for (const [kind] of kinds) {
    const times = attack.flatMap((one) => (one.kind === kind ? (one.heldMs ?? []) : []));
    expect(Math.max(...times), kind).toBeLessThan(15_000);
    // Some of each were let in: they are what was cut off.
    expect(Math.max(...times), kind).toBeGreaterThan(3_000);
  }
  expect(isAlive(pid)).toBe(true);
  const answer = await fetch(new URL("/webhooks/aircall", url), {
    method: "POST",
    body: JSON.stringify({ event: "call.created", token: webhookToken, data: { id: 1 } }),
  });
  expect(answer.status).toBe(200);
  expect(await pipeline.result(callId)).toMatchObject({ status: "delivered" });
}, 180_000);
