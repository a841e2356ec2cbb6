import type proto from "@temporalio/proto";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { workflowIdFor } from "../../domain/wire.ts";
import { sample } from "../support/aircall.ts";
import { openPipeline, startCli, webhookToken, type Pipeline } from "../support/pipeline.ts";
import { openSpeechServer } from "../support/speech-server.ts";
import { until } from "../support/until.ts";

let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await openPipeline(inject("temporalAddress"));
  await pipeline.start("receiver");
  await pipeline.start("worker");
});
afterAll(() => pipeline.close());

test("a link that has expired is read anew", async () => {
  await pipeline.aircall.control("PATCH", "settings", { linkLifeMs: 1 });
  const callId = await pipeline.aircall.leave({ media: sample("human-goforward.mp3") });
  const handle = pipeline.client.workflow.getHandle(workflowIdFor("default", callId));
  await until("the expired link was noticed", async () => {
    const progress = await handle.query<{ lastError: string | null }>("progress").catch(() => null);
    return progress?.lastError?.startsWith("RecordingExpired") ?? false;
  });
  await pipeline.aircall.control("PATCH", "settings", { linkLifeMs: 3_600_000 });
  expect(await pipeline.result(callId)).toMatchObject({ outcome: "transcribed" });
});

test("a dead credential makes voicemails wait, not fail, until it is good again", async () => {
  await pipeline.aircall.control("PATCH", "settings", { credentialRevoked: true });
  const callId = await pipeline.aircall.leave({ media: sample("human-goforward.mp3") });
  const handle = pipeline.client.workflow.getHandle(workflowIdFor("default", callId));
  await until("the workflow waits for the credential", async () => {
    const progress = await handle.query<{ lastError: string | null }>("progress").catch(() => null);
    return progress?.lastError?.startsWith("AircallUnauthorized") ?? false;
  });
  await pipeline.aircall.control("PATCH", "settings", { credentialRevoked: false });
  await handle.signal("resume");
  expect(await pipeline.result(callId)).toMatchObject({ status: "delivered" });
});

test("a dry run writes nothing to Aircall", async () => {
  const dry = await openPipeline(inject("temporalAddress"), { env: { DRY_RUN: "on" } });
  try {
    await dry.start();
    const callId = await dry.aircall.leave({ media: sample("urgent.mp3") });
    expect(await dry.result(callId)).toEqual({ status: "dry-run", outcome: "transcribed" });
    const { comments, tags } = await dry.aircall.call(callId);
    expect([comments, tags]).toEqual([[], []]);
    const { requests } = await dry.aircall.requests();
    expect(requests.every(({ method }) => method === "GET")).toBe(true);
    await until("the log says what would be written", () =>
      dry.logs().includes("DRY_RUN: would write one comment and tags"),
    );
  } finally {
    await dry.close();
  }
});

test("webhooks that come while Temporal is away survive the receiver's death and are started later", async () => {
  const away = await pipeline.start("receiver", { TEMPORAL_ADDRESS: "127.0.0.1:1" });
  const callId = await pipeline.aircall.leave({ media: sample("human-goforward.mp3"), events: [] });
  const answer = await fetch(pipeline.webhookUrl(), {
    method: "POST",
    body: JSON.stringify({
      event: "call.voicemail_left",
      token: webhookToken,
      data: { id: callId },
    }),
  });
  expect(answer.status).toBe(200);
  const ready = await fetch(pipeline.webhookUrl().replace("/webhooks/aircall", "/readyz"));
  expect(await ready.json()).toMatchObject({ ready: true, spool: true, temporal: false });
  away.kill("SIGKILL");
  await away.exit;
  // The other receiver shares the folder and finds what was left.
  expect(await pipeline.result(callId)).toMatchObject({ outcome: "transcribed" });
});

test("SIGTERM lets what is under way end, and the process ends with 0", async () => {
  // An engine that answers when it may: what is under way stays so until then.
  const asked = Promise.withResolvers<void>();
  const mayAnswer = Promise.withResolvers<void>();
  const server = await openSpeechServer("openai", {
    name: "held",
    monolingual: false,
    read: async () => {
      asked.resolve();
      await mayAnswer.promise;
      return { text: "go forward ten meters", language: "en" };
    },
    close: () => Promise.resolve(),
  });
  // Alone, so that nobody else can take what is under way.
  const own = await openPipeline(inject("temporalAddress"), {
    env: { TRANSCRIBERS: "compatible", COMPATIBLE_BASE_URL: server.url },
  });
  try {
    const only = await own.start("up");
    const callId = await own.aircall.leave({ media: sample("human-goforward.mp3") });
    await asked.promise;
    only.kill("SIGTERM");
    await until("it knows that it should stop", () =>
      only.log().includes("stopping; work under way"),
    );
    mayAnswer.resolve();
    expect(await only.exit).toBe(0);
    // What it was at has reached Temporal: it was not cut off, for another worker to do again.
    const handle = own.client.workflow.getHandle(workflowIdFor("default", callId));
    // Alone in the house, it was heard in the step of its download.
    const { events } = await handle.fetchHistory();
    expect(endsOf("archiveRecording", events ?? [])).toEqual(["completed"]);
    await own.start("worker");
    expect(await own.result(callId)).toMatchObject({ status: "delivered" });
  } finally {
    await own.close();
  }
}, 120_000);

type HistoryEvent = proto.temporal.api.history.v1.IHistoryEvent;

/** How each attempt at an activity ended. */
function endsOf(activity: string, events: readonly HistoryEvent[]): string[] {
  const ids = new Set<string>();
  return events.flatMap((event) => {
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (scheduled?.activityType?.name === activity) ids.add(String(event.eventId));
    const { activityTaskCompletedEventAttributes: completed } = event;
    const failed =
      event.activityTaskFailedEventAttributes ?? event.activityTaskTimedOutEventAttributes;
    const end = completed ?? failed;
    if (!end || !ids.has(String(end.scheduledEventId))) return [];
    return completed ? "completed" : "failed";
  });
}

test("it ends by SIGTERM also while Temporal has never been there", async () => {
  const alone = startCli(["up"], { ...pipeline.env, TEMPORAL_ADDRESS: "127.0.0.1:1" });
  await until("the workers have tried", () => alone.log().includes("the workers cannot work now"));
  alone.kill("SIGTERM");
  expect(await alone.exit).toBe(0);
});
