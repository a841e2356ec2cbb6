import { setTimeout as delay } from "node:timers/promises";
import { Agent, request } from "undici";
import type { Row } from "./publish.ts";
import type { Bench } from "./open-bench.ts";
import { percentile } from "./percentile.ts";

const aSecond = 50;
const forSeconds = 10;
const burst = 200;

/** Webhooks while the worker is busy: voicemails wait for it, and each webhook starts another. */
export async function measureAcknowledgement(bench: Bench): Promise<readonly Row[]> {
  const agent = new Agent({ connections: 50 });
  // Calls that do not exist: their workflows end at the first read, and the throttle holds them back meanwhile.
  let callId = 1_000_000;
  const post = async (id: number): Promise<number> => {
    const started = performance.now();
    const { statusCode, body } = await request(bench.webhookUrl, {
      dispatcher: agent,
      method: "POST",
      body: JSON.stringify({ event: "call.voicemail_left", token: bench.token, data: { id } }),
    });
    await body.dump();
    if (statusCode !== 200) throw new Error(`answered ${statusCode}`);
    return performance.now() - started;
  };
  for (let index = 0; index < 6; index++) await post(await bench.leave());
  const steady: Promise<number>[] = [];
  for (let index = 0; index < aSecond * forSeconds; index++) {
    steady.push(post(callId++));
    await delay(1_000 / aSecond);
  }
  const times = await Promise.all(steady);
  const crowd = await Promise.all(Array.from({ length: burst }, () => post(callId++)));
  await agent.close();
  return [
    {
      figure: `webhook acknowledged, ${aSecond} a second for ${forSeconds} s, worker busy`,
      value: `p50 ${ms(percentile(times, 0.5))}, p99 ${ms(percentile(times, 0.99))}`,
      aim: "p99 < 50 ms",
    },
    {
      figure: `${burst} webhooks at once`,
      value: `p50 ${ms(percentile(crowd, 0.5))}, slowest ${ms(Math.max(...crowd))}`,
      aim: "none > 1 s",
    },
  ];
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
