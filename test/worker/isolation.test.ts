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
import { setThrottle } from "../../temporal/throttle.ts";
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

test("a backlog or a dead credential of one account holds up no other", async () => {
  const busy = await aircallForTest();
  const dead = await aircallForTest();
  const calm = await aircallForTest();
  await dead.control("PATCH", "settings", { credentialRevoked: true });
  const sites = { busy, dead, calm };
  const accounts = new Map(
    Object.entries(sites).map(([name, aircall]) => [name, accountAt(aircall)]),
  );
  for (const name of accounts.keys()) await setThrottle(client, name, requestsPerMinute);
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
  const leave = async (name: keyof typeof sites): Promise<number> => {
    const callId = await sites[name].leave({ media: sample("silent.mp3"), events: [] });
    const voicemail = { account: name, callId, acceptedAt: Date.now(), origin: "live" } as const;
    await announceVoicemail(client, voicemail, { budgets, searchable: false });
    return callId;
  };
  const openOf = async (name: string): Promise<number> =>
    (await client.workflow.count(openVoicemails(name))).count;

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
  const handle = client.workflow.getHandle(workflowIdFor("calm", callId));
  expect(await handle.result()).toMatchObject({ status: "delivered" });
  // Sixty voicemails of three requests each take a minute and a half at this rate: it went before them all.
  expect(await openOf("busy")).toBeGreaterThan(40);
  expect(await openOf("dead")).toBe(60);
  // One request found out; the rest stayed at home, but for those that were on their way.
  await until("all of the dead account were told", async () => {
    return (await dead.requests()).total > 0;
  });
  expect((await dead.requests()).total).toBeLessThan(6);
});
