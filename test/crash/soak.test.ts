import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openVoicemails } from "../../client/ask/voicemail-queries.ts";
import { defaultAccount } from "../../domain/account/account-id.ts";
import { tally, isLong } from "../support/tally.ts";
import { freePort } from "../../platform/process/free-port.ts";
import { sample } from "../support/aircall.ts";
import { startKillableTemporal, type KillableTemporal } from "../../stage/killable-temporal.ts";
import type { Product } from "../../stage/product.ts";
import { random } from "../../stage/random.ts";
import { openPipeline, type Pipeline } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

/*
 * Voicemails come while receiver, worker and Temporal are killed at random moments. Every webhook
 * is sent three times, some late and some as if an hour old. In the end Aircall is asked what it
 * has.
 */

const voicemails = isLong ? 1_000 : 40;
const kills = isLong ? 200 : 8;
const betweenKillsMs = 2_500;
const requestsPerMinute = 600;

let server: KillableTemporal;
let folder: string;
let pipeline: Pipeline;
/** The same after each restart: Aircall knows the address. */
let port: string;
let receiver: Product;
let worker: Product;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "afterbeep-server-"));
  server = await startKillableTemporal(inject("temporalCli"), folder);
  pipeline = await openPipeline(server.address, {
    env: { AIRCALL_REQUESTS_PER_MINUTE: String(requestsPerMinute), SWEEP_EVERY: "20s" },
  });
  await pipeline.aircall.control("PATCH", "settings", { requestsPerMinute });
  port = String(await freePort());
  receiver = await pipeline.start("receiver", { WEBHOOK_PORT: port });
  worker = await pipeline.start("worker");
});
afterAll(async () => {
  await pipeline.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

test(
  "nothing is lost and nothing doubled, whatever is killed, and no request goes beyond the limit",
  async () => {
    const next = random(20_261_123);
    const callIds: number[] = [];
    const leave = async (): Promise<void> => {
      for (let left = 0; left < voicemails; left++) {
        callIds.push(
          await pipeline.aircall.leave({
            media: sample(left % 4 === 0 ? "human-goforward.mp3" : "silent.mp3"),
            events: [
              { event: "call.ended", afterMs: Math.round(next() * 3_000), times: 3 },
              { event: "call.voicemail_left", times: 2 },
              {
                event: "call.voicemail_left",
                afterMs: Math.round(next() * 9_000),
                staleMs: 3_600_000,
              },
              {
                event: "call.comm_assets_generated",
                afterMs: Math.round(next() * 3_000),
                times: 3,
              },
            ],
          }),
        );
        await delay(next() * ((2 * kills * betweenKillsMs) / voicemails) * 0.7);
      }
    };
    const harm = async (): Promise<void> => {
      for (let killed = 0; killed < kills; killed++) {
        await delay(betweenKillsMs * (0.5 + next()));
        const whom = ["worker", "worker", "receiver", "temporal", "deploy"][Math.floor(next() * 5)];
        if (whom === "temporal") {
          await server.kill();
          // Away for a while: webhooks are answered and wait in the spool.
          await delay(isLong ? 60_000 * (killed % 50 === 0 ? 1 : 0.05) : 4_000);
          await server.start();
        } else if (whom === "receiver") {
          receiver.kill("SIGKILL");
          await receiver.exit;
          receiver = await pipeline.start("receiver", { WEBHOOK_PORT: port });
        } else {
          worker.kill(whom === "deploy" ? "SIGTERM" : "SIGKILL");
          const code = await worker.exit;
          if (whom === "deploy") expect(code).toBe(0);
          worker = await pipeline.start("worker");
        }
      }
    };
    await Promise.all([leave(), harm()]);

    await until(
      "every voicemail is delivered",
      async () => {
        const open = await pipeline.client.workflow
          .count(openVoicemails(defaultAccount))
          .catch(() => ({ count: 1 }));
        return open.count === 0 && (await tally(pipeline.aircall, callIds)).lost.length === 0;
      },
      isLong ? 1_800_000 : 240_000,
    );
    expect(await tally(pipeline.aircall, callIds)).toEqual({
      left: voicemails,
      delivered: voicemails,
      lost: [],
      doubled: [],
    });
    const { refused, worstMinute } = await pipeline.aircall.requests();
    expect(refused).toBe(0);
    expect(worstMinute).toBeLessThanOrEqual(requestsPerMinute);
  },
  isLong ? 7_200_000 : 480_000,
);

test("SIGTERM under load, three times in a row: each ends with 0 in time", async () => {
  const callIds: number[] = [];
  for (let restart = 0; restart < 3; restart++) {
    for (let more = 0; more < 4; more++) {
      callIds.push(await pipeline.aircall.leave({ media: sample("long.mp3") }));
    }
    await until("some are under way", async () => {
      const { count } = await pipeline.client.workflow.count(openVoicemails(defaultAccount));
      return count > 0;
    });
    const askedAt = Date.now();
    worker.kill("SIGTERM");
    expect(await worker.exit).toBe(0);
    expect(Date.now() - askedAt).toBeLessThan(40_000);
    worker = await pipeline.start("worker");
  }
  const results = await Promise.all(callIds.map(pipeline.result));
  for (const result of results) expect(result).toMatchObject({ status: "delivered" });
  expect(await tally(pipeline.aircall, callIds)).toMatchObject({ lost: [], doubled: [] });
}, 240_000);
