import { NativeConnection } from "@temporalio/worker";
import type { Client } from "@temporalio/client";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";
import type { Account } from "../../activities/accounts.ts";
import { createAiPackage } from "../../activities/ai-package.ts";
import { createAircallActivities } from "../../activities/index.ts";
import { createAircallClient } from "../../aircall/client.ts";
import { createPacer } from "../../aircall/http/pacer.ts";
import { stubMedia } from "../../bench/delivery/stub-media.ts";
import { announceVoicemail } from "../../client/start/announce-voicemail.ts";
import { createTemporalClient } from "../../temporal/create-client.ts";
import { openVoicemails } from "../../client/ask/voicemail-queries.ts";
import { workflowIdFor } from "../../domain/wire.ts";
import { createWorkers } from "../../worker/create-workers.ts";
import { setThrottles } from "../../temporal/throttle.ts";
import { aircallForTest, sample, type TestAircall } from "../support/aircall.ts";
import { newNamespace } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

/*
 * Several accounts on one queue and one worker. Speech plays no part here: who waits for whom does.
 */

let client: Client;
let connection: NativeConnection;

beforeAll(async () => {
  const address = inject("temporalAddress");
  const namespace = await newNamespace(address);
  client = createTemporalClient({ connectionOptions: { address }, namespace });
  connection = await NativeConnection.connect({ address });
});
afterAll(async () => {
  await client.connection.close();
  await connection.close();
});

const requestsPerMinute = 120;
const budgets = { assetWaitMs: 60_000, recordingMs: 60_000, transcriptionMs: 60_000 };

function accountAt({ url, apiId, apiToken }: TestAircall): Account {
  const pacer = createPacer(requestsPerMinute);
  return {
    client: createAircallClient({ baseUrl: url, credential: { apiId, apiToken }, pacer }),
    tags: new Map(),
    aiPackage: createAiPackage(),
    dryRun: false,
    serves: () => true,
    isOurWebhook: () => false,
    onUnknownCall: () => {},
  };
}

interface Working<Name extends string> {
  /** Leaves a voicemail and announces it; gives its call. */
  readonly leave: (name: Name) => Promise<number>;
  readonly result: (name: Name, callId: number) => Promise<unknown>;
  readonly openOf: (name: Name) => Promise<number>;
}

/** One worker for all, until the test ends. */
async function workFor<Name extends string>(
  sites: Readonly<Record<Name, TestAircall>>,
): Promise<Working<Name>> {
  const named = Object.entries<TestAircall>(sites);
  const accounts = new Map(named.map(([name, aircall]) => [name, accountAt(aircall)]));
  const limits = new Map(named.map(([name]) => [name, requestsPerMinute]));
  await setThrottles(client, limits);
  const workers = await createWorkers({
    version: null,
    connection,
    namespace: client.options.namespace,
    aircallActivities: createAircallActivities(accounts),
    mediaActivities: stubMedia,
    dataConverter: undefined,
    tracing: null,
    queueRate: null,
  });
  const running = workers.run();
  onTestFinished(async () => {
    workers.stop();
    await running;
    for (const { client: aircall } of accounts.values()) await aircall.close();
  });
  return {
    leave: async (name) => {
      const callId = await sites[name].leave({ media: sample("silent.mp3"), events: [] });
      const voicemail = { account: name, callId, acceptedAt: Date.now(), origin: "live" } as const;
      await announceVoicemail(client, voicemail, { budgets, searchable: false });
      return callId;
    },
    result: (name, callId) => client.workflow.getHandle(workflowIdFor(name, callId)).result(),
    openOf: async (name) => (await client.workflow.count(openVoicemails(name))).count,
  };
}

test("a backlog or a dead credential of one account holds up no other", async () => {
  const busy = await aircallForTest();
  const dead = await aircallForTest();
  const calm = await aircallForTest();
  await dead.control("PATCH", "settings", { credentialRevoked: true });
  const { leave, result, openOf } = await workFor({ busy, dead, calm });

  // Few at a time: a start has three seconds, and the dispatcher paces them as well.
  const leaveSixty = async (name: "busy" | "dead"): Promise<void> => {
    for (let turn = 0; turn < 15; turn++) {
      await Promise.all(Array.from({ length: 4 }, () => leave(name)));
    }
  };
  await leaveSixty("busy");
  await leaveSixty("dead");
  await until("both have a backlog", async () => {
    return (await openOf("busy")) >= 50 && (await openOf("dead")) >= 50;
  });
  const callId = await leave("calm");
  expect(await result("calm", callId)).toMatchObject({ status: "delivered" });
  // Sixty voicemails of three requests each take a minute and a half at this rate: it went before them all.
  expect(await openOf("busy")).toBeGreaterThan(40);
  expect(await openOf("dead")).toBe(60);
  // One request found out; the rest stayed at home, but for those that were on their way.
  await until("all of the dead account were told", async () => {
    return (await dead.requests()).total > 0;
  });
  expect((await dead.requests()).total).toBeLessThan(6);
});

test("accounts that Aircall does not answer hold up no other", async () => {
  const sites = {
    hung: await aircallForTest(),
    mute: await aircallForTest(),
    dumb: await aircallForTest(),
    quick: await aircallForTest(),
  };
  const silence = { path: "^/v1/", kind: "silence", delayMs: 60_000, count: 1_000 };
  const silent = ["hung", "mute", "dumb"] as const;
  for (const name of silent) await sites[name].control("POST", "faults", silence);
  const { leave, result, openOf } = await workFor(sites);
  for (let turn = 0; turn < 20; turn++) await Promise.all(silent.map(leave));
  // Each of them would hold its request for ten seconds: twenty are what a worker once had for all.
  await until("many wait for an answer", async () => {
    const totals = await Promise.all(silent.map((name) => sites[name].requests()));
    return totals.reduce((sum, { total }) => sum + total, 0) > 25;
  });
  const from = performance.now();
  const callId = await leave("quick");
  expect(await result("quick", callId)).toMatchObject({ status: "delivered" });
  expect(performance.now() - from).toBeLessThan(8_000);
  for (const name of silent) expect(await openOf(name)).toBe(20);
}, 120_000);
