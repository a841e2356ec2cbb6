/*
 * Run as a process of its own by memory-table.ts: opens one part of the worker process after the
 * other, uses it, and prints what the process has grown by. Its argument is a Temporal server's
 * address.
 */
import { fileURLToPath } from "node:url";
import { NativeConnection, Worker } from "@temporalio/worker";
import { createReporter } from "../../app/media/reporter.ts";
import { openTemporalRuntime } from "../../platform/telemetry/temporal-runtime.ts";
import { createLog } from "../../platform/telemetry/log.ts";
import { sampleRate } from "../../speech/audio/resample.ts";
import { decodeWithWasm } from "../../speech/audio/wasm/wasm-decoder.ts";
import { createLocalEngine } from "../../speech/engines/local-engine.ts";
import { createVoiceActivity } from "../../speech/voice-activity.ts";
import { bundleWorkflows } from "../../worker/bundle-workflows.ts";
import { queuesOf } from "../../worker/queues.ts";
import { findingOf } from "../growth/work-on-text.ts";

const [, , address = ""] = process.argv;
let before = 0;

/** Megabytes since the last part, when what can be given back was. */
async function note(part: string): Promise<void> {
  for (let times = 0; times < 3; times++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const now = process.memoryUsage.rss();
  process.stdout.write(
    `${JSON.stringify({ part, megabytes: Math.round((now - before) / 2 ** 20) })}\n`,
  );
  before = now;
}

await note("Node, and the code of a worker");
const runtime = openTemporalRuntime(createLog({ logLevel: "silent", logFormat: "json" }));
const connection = await NativeConnection.connect({ address });
const code = await bundleWorkflows();
const [workflows] = queuesOf(
  {
    aircallActivities: {} as never,
    mediaActivities: null,
    version: null,
    queueRate: null,
  },
  code,
);
const worker = await Worker.create({
  connection,
  namespace: "default",
  ...workflows,
  taskQueue: "memory-of-a-worker",
});
const running = worker.run();
await note("Temporal's SDK, one workflow thread with our bundle");

const parts: Float32Array[] = [];
const long = fileURLToPath(new URL("../../simulator/voicemails/long.mp3", import.meta.url));
for await (const part of decodeWithWasm(long)) {
  parts.push(part);
  if (parts.length >= 20) break;
}
await note("the WASM decoder, with 20 s of samples");
const meter = createVoiceActivity().open();
for (const part of parts) meter.push(part);
await note("voice activity: Silero twice");
const speech = Float32Array.from(parts.flatMap((part) => [...part])).subarray(0, 18 * sampleRate);
const engine = createLocalEngine({ modelDir: null });
await engine.prepare?.();
await note("Moonshine Tiny, loaded");
await engine.read(speech, {});
await note("- one reading of 18 s");
await Promise.all([engine.read(speech, {}), engine.read(speech.slice(0, 7 * sampleRate), {})]);
await note("- beside it one of 7 s, as second opinions are");
const reporter = createReporter({ openai: null });
await reporter.report(findingOf("The kitchen is flooding, please call me back at once."), {
  vipNumbers: [],
  hours: null,
});
await note("the judge: encoder, reader of dangers, heads, in a thread");
worker.shutdown();
await running;
await connection.close();
await runtime.close();
