import { NativeConnection } from "@temporalio/worker";
import type { Client } from "@temporalio/client";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { UnknownAccountError, type Account } from "../../activities/accounts.ts";
import { createAiPackage } from "../../activities/ai-package.ts";
import { mediaShape, orFail } from "../../activities/failures.ts";
import { createAircallActivities } from "../../activities/index.ts";
import { createAircallClient } from "../../aircall/client.ts";
import { createPacer } from "../../aircall/http/pacer.ts";
import { stubMedia } from "../../bench/delivery/stub-media.ts";
import { announceVoicemail } from "../../client/start/announce-voicemail.ts";
import type { MediaActivities } from "../../domain/activities/media.ts";
import { workflowIdFor } from "../../domain/wire.ts";
import { createTemporalClient } from "../../temporal/create-client.ts";
import { setThrottle } from "../../temporal/throttle.ts";
import { createWorkers } from "../../worker/create-workers.ts";
import { aircallForTest, sample, type TestAircall } from "../support/aircall.ts";
import { newNamespace } from "../support/pipeline.ts";

/*
 * Two accounts in one namespace, each with a worker of its own, as where processes are configured differently: nothing
 * may be lost, doubled or held up for long by it. Each worker takes the other's steps, too.
 */

const address = inject("temporalAddress");
let client: Client;

beforeAll(async () => {
  const namespace = await newNamespace(address);
  client = createTemporalClient({ connectionOptions: { address }, namespace });
});
afterAll(() => client.connection.close());

const names = ["first", "second"] as const;
const budgets = { assetWaitMs: 60_000, recordingMs: 60_000, transcriptionMs: 60_000 };

async function workFor(
  name: string,
  { url, apiId, apiToken }: TestAircall,
  mediaActivities: MediaActivities = stubMedia,
): Promise<void> {
  const account: Account = {
    client: createAircallClient({
      baseUrl: url,
      credential: { apiId, apiToken },
      pacer: createPacer(2_000),
    }),
    tags: new Map(),
    aiPackage: createAiPackage(),
    dryRun: false,
    serves: () => true,
    isOurWebhook: () => false,
    onUnknownCall: () => {},
  };
  await setThrottle(client, name, 2_000);
  // Two workers of one queue do not share a connection.
  const connection = await NativeConnection.connect({ address });
  const workers = await createWorkers({
    version: null,
    connection,
    namespace: client.options.namespace,
    aircallActivities: createAircallActivities(new Map([[name, account]])),
    mediaActivities,
    dataConverter: undefined,
    tracing: null,
    queueRate: null,
  });
  const running = workers.run();
  onTestFinished(async () => {
    workers.stop();
    await running;
    await connection.close();
    await account.client.close();
  });
}

test("what the other account's worker took was not sent: it is tried again, and no comment is looked for", async () => {
  const sites = { first: await aircallForTest(), second: await aircallForTest() };
  for (const name of names) await workFor(name, sites[name]);
  const started: { readonly name: (typeof names)[number]; readonly callId: number }[] = [];
  for (let turn = 0; turn < 3; turn++) {
    for (const name of names) {
      const callId = await sites[name].leave({ media: sample("silent.mp3"), events: [] });
      started.push({ name, callId });
      const voicemail = { account: name, callId, acceptedAt: Date.now(), origin: "live" } as const;
      await announceVoicemail(client, voicemail, { budgets, searchable: false });
    }
  }
  /** Why a comment was not taken at once. */
  const refusals = new Set<string>();
  let wrongWorkers = 0;
  for (const { name, callId } of started) {
    const handle = client.workflow.getHandle(workflowIdFor(name, callId));
    expect(await handle.result()).toMatchObject({ status: "delivered", via: "comment" });
    expect((await sites[name].call(callId)).comments).toHaveLength(1);
    const { events } = await handle.fetchHistory();
    const comments = new Set<string>();
    for (const event of events ?? []) {
      const scheduled = event.activityTaskScheduledEventAttributes;
      if (scheduled?.activityType?.name === "postComment") comments.add(String(event.eventId));
      const attempts = event.activityTaskStartedEventAttributes?.attempt ?? 1;
      const failed = event.activityTaskFailedEventAttributes;
      const isComment = failed && comments.has(String(failed.scheduledEventId));
      if (isComment) refusals.add(failed.failure?.applicationFailureInfo?.type ?? "unknown");
      if (attempts > 1 || isComment) wrongWorkers++;
    }
  }
  // Some thirty steps: that each met the right worker at once is a chance of one in millions.
  expect(wrongWorkers).toBeGreaterThan(0);
  // Any other would be looked for on the call, for 40 seconds.
  expect([...refusals].filter((type) => type !== "AircallUnavailable")).toEqual([]);
}, 300_000);

test("that no worker serves the account says nothing of a recording: it is heard when one does again", async () => {
  const aircall = await aircallForTest();
  let tries = 0;
  await workFor("third", aircall, {
    ...stubMedia,
    archiveRecording: ({ hear: _hear, ...request }) => stubMedia.archiveRecording(request),
    transcribe: (request) =>
      orFail(() => {
        tries++;
        if (tries <= 2) throw new UnknownAccountError("third");
        return stubMedia.transcribe(request);
      }, mediaShape),
  });
  const callId = await aircall.leave({ media: sample("silent.mp3"), events: [] });
  const voicemail = { account: "third", callId, acceptedAt: Date.now(), origin: "live" } as const;
  await announceVoicemail(client, voicemail, { budgets, searchable: false });
  const handle = client.workflow.getHandle(workflowIdFor("third", callId));
  expect(await handle.result()).toMatchObject({ status: "delivered", outcome: "empty" });
  const { events } = await handle.fetchHistory();
  const steps = (events ?? []).flatMap(
    ({ activityTaskScheduledEventAttributes: plan }) => plan?.activityType?.name ?? [],
  );
  // A read of the call waits in its queue for a worker that serves the account; tries alone would be counted.
  expect(steps.slice(0, 7)).toEqual([
    "fetchCall",
    "archiveRecording",
    "transcribe",
    "fetchCall",
    "transcribe",
    "fetchCall",
    "transcribe",
  ]);
}, 120_000);
