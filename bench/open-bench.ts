import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@temporalio/client";
import { freePort } from "../platform/process/free-port.ts";
import { startFakeAircall } from "../stage/fake-aircall.ts";
import { openStage } from "../stage/open-stage.ts";
import { createTemporalClient } from "../temporal/create-client.ts";
import { workersOf, peakOf } from "./processes.ts";

/**
 * The product as `up` runs it, and a fake Aircall that leaves the same voicemail again and again.
 */
export interface Bench {
  readonly client: Client;
  /** The Temporal server's. */
  readonly address: string;
  readonly webhookUrl: string;
  readonly token: string;
  /** Leaves the 20-second voicemail, without telling anyone. */
  readonly leave: () => Promise<number>;
  /** Reads from the simulator's control API. */
  readonly control: (path: string) => Promise<unknown>;
  readonly decoder: string;
  /** Of each process of the product, the Temporal server apart: the one that answers, the workers'. */
  readonly peakMemoryMb: () => readonly number[];
  /** The worst p99 of the answering process's event loop that was seen, in milliseconds, of 15 seconds each. */
  readonly loopDelayMs: () => number;
  readonly close: () => Promise<void>;
}

/** Aircall's mp3 has 32 kbit/s: this many bytes are 20 seconds. */
const twentySeconds = 80_000;

/** `up` as people run it, with the Temporal server that it brings. */
export async function openBench(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-bench-"));
  const { PATH, HOME } = process.env;
  const aircall = await startFakeAircall({ PATH, HOME });
  const metricsPort = await freePort();
  const stage = openStage({
    aircall,
    folder,
    temporal: null,
    env: { PATH, HOME, METRICS_PORT: String(metricsPort) },
    webhooks: false,
  });
  const up = await stage.start("up");
  const { address } = await up.ready("temporal");
  const { decoder } = await up.ready("workers");

  const peaks = new Map<number, number>();
  let loopDelayMs = 0;
  const look = async (): Promise<void> => {
    for (const pid of [up.pid, ...workersOf(up.pid)]) peaks.set(pid, peakOf(pid));
    const page = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    const [, seconds = "0"] = loopDelay.exec(page) ?? [];
    loopDelayMs = Math.max(loopDelayMs, Number(seconds) * 1_000);
  };
  // One that has just ended tells nothing.
  const watch = setInterval(() => void look().catch(() => {}), 500);

  const client = createTemporalClient({ connectionOptions: { address }, namespace: "default" });
  const long = await readFile(new URL("../simulator/voicemails/long.mp3", import.meta.url));
  const base64 = long.subarray(0, twentySeconds).toString("base64");
  return {
    client,
    address,
    token: stage.token,
    webhookUrl: stage.webhookUrl(),
    leave: async () => {
      const media = { kind: "bytes", base64 };
      const left = await aircall.control("POST", "voicemails", { media, events: [] });
      return (left as { callId: number }).callId;
    },
    control: (path) => aircall.control("GET", path),
    decoder,
    peakMemoryMb: () => [...peaks.values()],
    loopDelayMs: () => loopDelayMs,
    close: async () => {
      clearInterval(watch);
      await stage.close();
      await client.connection.close();
      aircall.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const loopDelay = /^afterbeep_event_loop_delay_p99_seconds{process="receiver"} (\S+)$/m;
