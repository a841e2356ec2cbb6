import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@temporalio/client";
import { startFakeAircall } from "../stage/fake-aircall.ts";
import { openStage } from "../stage/open-stage.ts";
import { createTemporalClient } from "../temporal/create-client.ts";

/**
 * One process of the product, and a fake Aircall that leaves the same voicemail again and again.
 */
export interface Bench {
  readonly client: Client;
  readonly webhookUrl: string;
  readonly token: string;
  /** Leaves the 20-second voicemail, without telling anyone. */
  readonly leave: () => Promise<number>;
  /** Reads from the simulator's control API. */
  readonly control: (path: string) => Promise<unknown>;
  readonly decoder: string;
  readonly peakMemoryMb: () => number;
  readonly close: () => Promise<void>;
}

/** Aircall's mp3 has 32 kbit/s: this many bytes are 20 seconds. */
const twentySeconds = 80_000;

/** `up` as people run it, with the Temporal server that it brings. */
export async function openBench(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-bench-"));
  const { PATH, HOME } = process.env;
  const aircall = await startFakeAircall({ PATH, HOME });
  const stage = openStage({
    aircall,
    folder,
    temporal: null,
    env: { PATH, HOME },
    webhooks: false,
  });
  const up = await stage.start("up");
  const { address } = await up.ready("temporal");
  const { decoder } = await up.ready("workers");

  let peakKb = 0;
  const watch = setInterval(() => {
    const status = readFileSync(`/proc/${up.pid}/status`, "utf8");
    peakKb = Math.max(peakKb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
  }, 500);

  const client = createTemporalClient({ connectionOptions: { address }, namespace: "default" });
  const long = await readFile(new URL("../simulator/voicemails/long.mp3", import.meta.url));
  const base64 = long.subarray(0, twentySeconds).toString("base64");
  return {
    client,
    token: stage.token,
    webhookUrl: stage.webhookUrl(),
    leave: async () => {
      const media = { kind: "bytes", base64 };
      const left = await aircall.control("POST", "voicemails", { media, events: [] });
      return (left as { callId: number }).callId;
    },
    control: (path) => aircall.control("GET", path),
    decoder,
    peakMemoryMb: () => Math.round(peakKb / 1024),
    close: async () => {
      clearInterval(watch);
      await stage.close();
      await client.connection.close();
      aircall.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
