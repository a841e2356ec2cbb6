import { setTimeout as delay } from "node:timers/promises";
import { percentile } from "../percentile.ts";
import type { Row } from "../publish.ts";
import { openBenchStage, type BenchStage } from "./stage.ts";

const swept = 500;
const live = 25;
const betweenMs = 6_000;

/** A live voicemail's time to text, alone and while a sweep works off what no webhook announced. */
export async function measureBackfill(): Promise<readonly Row[]> {
  const stage = await openBenchStage({ SWEEP_EVERY: "10s" });
  try {
    await stage.start("receiver");
    await stage.start("worker");
    await one(stage);
    const idle = await several(stage);
    for (let left = 0; left < swept; left++) await leave(stage);
    // A sweep lists its next page behind the reads of the voicemails it has started: never all are open at once.
    const before = await foundSoFar(stage);
    while ((await foundSoFar(stage)) < before + 5) await delay(500);
    const beside = await several(stage);
    const found = await foundSoFar(stage);
    const words = (times: readonly number[]): string =>
      `p50 ${seconds(percentile(times, 0.5))}, p95 ${seconds(percentile(times, 0.95))}`;
    return [
      { figure: "a live voicemail's time to text, idle", value: words(idle), aim: "" },
      {
        figure: `- the same while ${swept} swept ones are worked off (${found} of them by then)`,
        value: words(beside),
        aim: "p95 within 10 s of idle",
      },
    ];
  } finally {
    await stage.close();
  }
}

async function leave({ control }: BenchStage): Promise<number> {
  const path = new URL("../../simulator/voicemails/calm.mp3", import.meta.url).pathname;
  const media = { kind: "file", path };
  const left = (await control("POST", "voicemails", { media, events: [] })) as { callId: number };
  return left.callId;
}

async function foundSoFar({ control }: BenchStage): Promise<number> {
  const calls = (await control("GET", "calls")) as { comments: readonly unknown[] }[];
  return calls.filter(({ comments }) => comments.length > 0).length - 2 * live - 1;
}

async function several(stage: BenchStage): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < live; index++) {
    times.push(await one(stage));
    await delay(betweenMs);
  }
  return times;
}

async function one(stage: BenchStage): Promise<number> {
  const callId = await leave(stage);
  await fetch(stage.webhookUrl(), {
    method: "POST",
    body: JSON.stringify({
      event: "call.voicemail_left",
      token: stage.token,
      data: { id: callId },
    }),
  });
  const accepted = Date.now();
  while ((await stage.aircall.call(callId)).comments.length === 0) await delay(25);
  return Date.now() - accepted;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}
