import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createDispatcher } from "../../../client/webhook/dispatcher.ts";
import { createSpool, type Spool, type SpoolRecord } from "../../../client/webhook/spool.ts";
import { until } from "../../support/until.ts";

async function spoolForTest(): Promise<Spool> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-dispatcher-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return createSpool(folder);
}

function record(account: string, callId: number, acceptedAt = Date.now()): SpoolRecord {
  return { account, callId, event: "call.voicemail_left", acceptedAt };
}

/** Longer than any test: of an account whose places pause it is known that it starts no more. */
const forEverMs = 3_600_000;

test("what comes for one account in numbers keeps no other waiting", async () => {
  const spool = await spoolForTest();
  const announced: string[] = [];
  const dispatcher = createDispatcher({
    spool,
    pauseMs: forEverMs,
    onTrouble: () => {},
    announce: async ({ account }) => void announced.push(account),
  });
  const taken = [
    ...Array.from({ length: 20 }, (_, index) => record("busy", index + 1)),
    record("calm", 1),
  ];
  const names = await Promise.all(taken.map(spool.put));
  for (const [index, one] of taken.entries()) dispatcher.offer(names[index] ?? "", one);
  await until("the calm one's is announced", () => announced.includes("calm"));
  // Two places, each of which pauses after its first.
  expect(announced.filter((account) => account === "busy").length).toBe(2);
  await dispatcher.close();
});

test("what an earlier process left goes account by account, too", async () => {
  const spool = await spoolForTest();
  for (let callId = 1; callId <= 20; callId++) await spool.put(record("busy", callId));
  await spool.put(record("calm", 1));
  const announced: string[] = [];
  // Temporal takes its time with the busy one's: they fill its places.
  const taken = Promise.withResolvers<void>();
  const dispatcher = createDispatcher({
    spool,
    pauseMs: forEverMs,
    everyMs: 20,
    onTrouble: () => {},
    announce: async ({ account }) => {
      announced.push(account);
      if (account === "busy") await taken.promise;
    },
  });
  const running = dispatcher.run();
  await until("the calm one's is announced", () => announced.includes("calm"));
  expect(announced.filter((account) => account === "busy").length).toBeLessThan(20);
  taken.resolve();
  await dispatcher.close();
  await running;
});

test("accounts whose starts take long do not hold the places of all", async () => {
  const spool = await spoolForTest();
  const announced: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const dispatcher = createDispatcher({
    spool,
    concurrency: 2,
    mostAtOnce: 4,
    pauseMs: 0,
    onTrouble: () => {},
    announce: async ({ account }) => {
      if (account === "slow") await promise;
      announced.push(account);
    },
  });
  for (let callId = 1; callId <= 10; callId++) {
    const taken = record("slow", callId);
    dispatcher.offer(await spool.put(taken), taken);
  }
  const taken = record("calm", 1);
  dispatcher.offer(await spool.put(taken), taken);
  await until("the calm one's is announced", () => announced.length > 0);
  expect(announced).toEqual(["calm"]);
  resolve();
  await until("all are", () => announced.length === 11);
  await dispatcher.close();
});
