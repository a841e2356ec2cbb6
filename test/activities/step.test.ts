import { MockActivityEnvironment } from "@temporalio/testing";
import { DefaultLogger } from "@temporalio/worker";
import { expect, onTestFinished, test } from "vitest";
import type { Account } from "../../activities/accounts.ts";
import { createAiPackage } from "../../activities/ai-package.ts";
import { createAircallActivities } from "../../activities/index.ts";
import { createAircallClient } from "../../aircall/client.ts";
import { createPacer } from "../../aircall/http/pacer.ts";
import { aircallForTest, sample, type TestAircall } from "../support/aircall.ts";

function accountAt({ url, apiId, apiToken }: TestAircall, more: Partial<Account> = {}): Account {
  const client = createAircallClient({
    baseUrl: url,
    credential: { apiId, apiToken },
    pacer: createPacer(60_000),
  });
  onTestFinished(client.close);
  return {
    client,
    tags: new Map(),
    aiPackage: createAiPackage(),
    dryRun: false,
    serves: () => true,
    isOurWebhook: () => true,
    onUnknownCall: () => {},
    ...more,
  };
}

// Failures are what is asked for here: the SDK need not log them.
const quiet = { logger: new DefaultLogger("ERROR") };
const environment = new MockActivityEnvironment({}, quiet);

test("with DRY_RUN every step that writes refuses, and every step that reads works", async () => {
  const aircall = await aircallForTest();
  const callId = await aircall.leave({ media: sample("calm.mp3"), events: [] });
  const account = accountAt(aircall, { dryRun: true });
  const steps = createAircallActivities(new Map([["default", account]]));
  const webhook = { id: "1", name: "a", url: "https://example.com/", events: ["call.ended"] };
  const writes = {
    postComment: () => steps.postComment({ account: "default", callId, comment: "x" }),
    tagCall: () => steps.tagCall({ account: "default", callId, tagIds: [1] }),
    createTag: () => steps.createTag({ account: "default", name: "voicemail" }),
    enableWebhook: () => steps.enableWebhook({ account: "default", webhook }),
  };
  const span = { from: 0, to: Math.ceil(Date.now() / 1_000) + 60 };
  const reads = {
    fetchCall: () => steps.fetchCall({ account: "default", callId }),
    readTranscript: () => steps.readTranscript({ account: "default", callId, durationSeconds: 9 }),
    listTags: () => steps.listTags({ account: "default", page: 1 }),
    listUndelivered: () => steps.listUndelivered({ account: "default", span, page: 1 }),
    listSilentWebhooks: () => steps.listSilentWebhooks({ account: "default", page: 1 }),
    ping: () => steps.ping({ account: "default" }),
    takeTurn: () => steps.takeTurn({ account: "default" }),
  };
  // A step that is added must say which it is.
  expect([...Object.keys(writes), ...Object.keys(reads)].toSorted()).toEqual(
    Object.keys(steps).toSorted(),
  );
  for (const write of Object.values(writes)) {
    await expect(environment.run(write)).rejects.toThrow("DRY_RUN is set");
  }
  for (const read of Object.values(reads)) await environment.run<[], unknown, typeof read>(read);
  const { requests } = await aircall.requests();
  expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("an account that this worker does not serve is a failure that is tried again elsewhere", async () => {
  const steps = createAircallActivities(new Map());
  const asked = environment.run(() => steps.ping({ account: "stranger" }));
  await expect(asked).rejects.toThrow(/of account stranger; nothing was sent/);
  await expect(asked).rejects.toMatchObject({
    type: "AircallUnavailable",
    nonRetryable: false,
    nextRetryDelay: 2_000,
  });
});

test("a comment that came to a worker of another account was certainly not sent", async () => {
  const steps = createAircallActivities(new Map());
  const asked = environment.run(() =>
    steps.postComment({ account: "stranger", callId: 1, comment: "x" }),
  );
  await expect(asked).rejects.toMatchObject({
    type: "AircallUnavailable",
    details: [2_000, 0, { elsewhere: true }],
  });
});

test("a request ends with its attempt", async () => {
  const aircall = await aircallForTest();
  await aircall.control("POST", "faults", { path: "/ping$", kind: "silence", delayMs: 60_000 });
  const steps = createAircallActivities(new Map([["default", accountAt(aircall)]]));
  const cancelled = new MockActivityEnvironment({}, quiet);
  const asked = cancelled.run(() => steps.ping({ account: "default" }));
  cancelled.cancel();
  await expect(asked).rejects.toThrow();
}, 5_000);

test("a credential that was refused is tried again at once when somebody says that it is good", async () => {
  const aircall = await aircallForTest();
  const steps = createAircallActivities(new Map([["default", accountAt(aircall)]]));
  const ping = (resumedAt?: number) =>
    environment.run(() =>
      steps.ping({ account: "default", ...(resumedAt === undefined ? {} : { resumedAt }) }),
    );
  await aircall.control("PATCH", "settings", { credentialRevoked: true });
  await expect(ping()).rejects.toMatchObject({ type: "AircallUnauthorized" });
  await aircall.control("PATCH", "settings", { credentialRevoked: false });
  await expect(ping()).rejects.toMatchObject({ type: "AircallUnauthorized" });
  await ping(Date.now() + 1);
});
