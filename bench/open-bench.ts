import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@temporalio/client";
import { startFakeAircall } from "../stage/fake-aircall.ts";
import { createTemporalClient } from "../temporal/create-client.ts";

export interface Bench {
  readonly client: Client;
  readonly webhookUrl: string;
  readonly token: string;
  /** Leaves the 20-second voicemail, without telling anyone. */
  readonly leave: () => Promise<number>;
  readonly control: (path: string) => Promise<unknown>;
  readonly decoder: () => string;
  readonly peakMemoryMb: () => number;
  readonly close: () => Promise<void>;
}

const token = "bench";
const json = { "content-type": "application/json" };
const port = 18_787;

/** Aircall's mp3 has 32 kbit/s: this many bytes are 20 seconds. */
const twentySeconds = 80_000;

export async function openBench(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-bench-"));
  const passed = { PATH: process.env["PATH"], HOME: process.env["HOME"] };
  const aircall = await startFakeAircall(passed);
  const main = new URL("../cli/main.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [main, "up"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      ...passed,
      AFTERBEEP_DATA: folder,
      AIRCALL_BASE_URL: aircall.url,
      AIRCALL_API_ID: aircall.apiId,
      AIRCALL_API_TOKEN: aircall.apiToken,
      AIRCALL_WEBHOOK_TOKEN: token,
      RECORDING_HOSTS: new URL(aircall.url).hostname,
      WEBHOOK_PORT: String(port),
      LOG_LEVEL: "info",
    },
  });
  let log = "";
  child.stderr.on("data", (data: Buffer) => {
    log += data.toString();
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  while (!log.includes("workers are at work")) await delay(100);

  let peakKb = 0;
  const watch = setInterval(() => {
    const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
    peakKb = Math.max(peakKb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
  }, 500);

  const { address } = JSON.parse(await readFile(join(folder, "temporal.json"), "utf8")) as {
    address: string;
  };
  const client = createTemporalClient({ connectionOptions: { address }, namespace: "default" });
  const long = await readFile(new URL("../simulator/voicemails/long.mp3", import.meta.url));
  const base64 = long.subarray(0, twentySeconds).toString("base64");
  const control = async (path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${aircall.url}/_simulator/${path}`, {
      method: body === undefined ? "GET" : "POST",
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: json }),
    });
    return answer.json();
  };
  return {
    client,
    token,
    webhookUrl: `http://127.0.0.1:${port}/webhooks/aircall`,
    leave: async () => {
      const media = { kind: "bytes", base64 };
      const { callId } = (await control("voicemails", { media, events: [] })) as { callId: number };
      return callId;
    },
    control,
    decoder: () => /"decoder":"([^"]+)"/.exec(log)?.[1] ?? "unknown",
    peakMemoryMb: () => Math.round(peakKb / 1024),
    close: async () => {
      clearInterval(watch);
      child.kill("SIGTERM");
      await ended;
      await client.connection.close();
      aircall.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
