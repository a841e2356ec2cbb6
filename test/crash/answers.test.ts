import type proto from "@temporalio/proto";
import { expect, inject, onTestFinished, test } from "vitest";
import { workflowIdFor } from "../../domain/wire.ts";
import { sample } from "../support/aircall.ts";
import { openPipeline, type Pipeline } from "../support/pipeline.ts";
import { openSpeechServer } from "../support/speech-server.ts";
import { until } from "../support/until.ts";

/*
 * Only answers count: a good recording outlives workers that are killed and that stand still, more
 * often than a budget has tries; a storage or an engine that says no again and again is believed.
 */

type Read = () => Promise<{ text: string; language: string }>;

/** The product with short budgets and an engine that does as it is told. */
async function open(): Promise<{ pipeline: Pipeline; tell: (read: Read) => void }> {
  let told: Read = () => Promise.reject(new Error("not told what to do"));
  const { url } = await openSpeechServer("openai", {
    name: "told",
    monolingual: false,
    read: () => told(),
    close: () => Promise.resolve(),
  });
  const pipeline = await openPipeline(inject("temporalAddress"), {
    env: {
      TRANSCRIBERS: "compatible",
      COMPATIBLE_BASE_URL: url,
      RECORDING_BUDGET: "3s",
      TRANSCRIPTION_BUDGET: "3s",
    },
  });
  onTestFinished(() => pipeline.close());
  return { pipeline, tell: (read) => (told = read) };
}

type HistoryEvent = proto.temporal.api.history.v1.IHistoryEvent;

async function eventsOf({ client }: Pipeline, callId: number): Promise<readonly HistoryEvent[]> {
  const handle = client.workflow.getHandle(workflowIdFor("default", callId));
  return (await handle.fetchHistory()).events ?? [];
}

/** When each try at an activity began to wait, milliseconds since the epoch. */
async function triesAt(pipeline: Pipeline, activity: string, callId: number): Promise<number[]> {
  const events = await eventsOf(pipeline, callId);
  return events
    .filter((one) => one.activityTaskScheduledEventAttributes?.activityType?.name === activity)
    .map(({ eventTime }) => Number(eventTime?.seconds) * 1_000 + (eventTime?.nanos ?? 0) / 1e6);
}

async function lostTries(pipeline: Pipeline, callId: number): Promise<number> {
  return (await eventsOf(pipeline, callId)).filter((one) => one.activityTaskTimedOutEventAttributes)
    .length;
}

async function goesOn({ client }: Pipeline, activity: string, callId: number): Promise<void> {
  const handle = client.workflow.getHandle(workflowIdFor("default", callId));
  await until(
    `${activity} of call ${callId} goes on`,
    async () => {
      const known = await handle.describe().catch(() => null);
      return known?.raw.pendingActivities?.some(
        ({ activityType, lastStartedTime }) => activityType?.name === activity && lastStartedTime,
      );
    },
    90_000,
  );
}

test("a recording and an engine that are good outlive four kills and a stall", async () => {
  const { pipeline, tell } = await open();
  const { aircall } = pipeline;
  const asked = Promise.withResolvers<void>();
  tell(() => {
    asked.resolve();
    return new Promise(() => {});
  });
  await pipeline.start("receiver");
  let worker = await pipeline.start("worker");
  const media = sample("human-goforward.mp3");
  // While it is heard, in the step of its download, another one waits for its turn.
  const before = await aircall.leave({ media });
  await asked.promise;
  const atTheStorage = await aircall.leave({ media, events: [] });
  const atTheEngine = await aircall.leave({ media, events: [] });
  await aircall.control("POST", "faults", {
    method: "GET",
    path: `^/media/.*${atTheStorage}`,
    kind: "silence",
    delayMs: 600_000,
    count: 5,
  });
  for (const callId of [atTheStorage, atTheEngine]) {
    await aircall.control("POST", `calls/${callId}/events`, {
      events: [{ event: "call.voicemail_left" }],
    });
  }
  const both = (): Promise<unknown> =>
    Promise.all([
      goesOn(pipeline, "archiveRecording", atTheStorage),
      goesOn(pipeline, "transcribe", atTheEngine),
    ]);
  const noticed = (losses: number): Promise<boolean> =>
    until(
      `Temporal has noticed ${losses} losses of each`,
      async () =>
        (await lostTries(pipeline, atTheStorage)) >= losses &&
        (await lostTries(pipeline, atTheEngine)) >= losses,
      90_000,
    );
  for (let kill = 1; kill <= 4; kill++) {
    await both();
    worker.kill("SIGKILL");
    await worker.exit;
    worker = await pipeline.start("worker");
    await noticed(kill);
  }
  await both();
  worker.kill("SIGSTOP");
  await noticed(5);
  tell(() => Promise.resolve({ text: "please call me back about my order", language: "en" }));
  worker.kill("SIGCONT");
  for (const callId of [before, atTheStorage, atTheEngine]) {
    expect(await pipeline.result(callId)).toMatchObject({
      status: "delivered",
      outcome: "transcribed",
    });
  }
}, 480_000);

test("a storage that refuses, and an engine, are believed after five answers over the budget", async () => {
  const { pipeline, tell } = await open();
  const { aircall } = pipeline;
  await pipeline.start();
  tell(() => Promise.reject(new Error("out of order")));
  const refused = await aircall.leave({ media: { kind: "status", status: 403 } });
  const page = await aircall.leave({ media: { kind: "html" } });
  expect(await pipeline.result(refused)).toMatchObject({ outcome: "unreadable" });
  expect(await pipeline.result(page)).toMatchObject({ outcome: "unreadable" });
  const unheard = await aircall.leave({ media: sample("human-goforward.mp3") });
  expect(await pipeline.result(unheard)).toMatchObject({ outcome: "untranscribed" });
  for (const [activity, callId] of [
    ["archiveRecording", refused],
    ["archiveRecording", page],
    ["transcribe", unheard],
  ] as const) {
    const tries = await triesAt(pipeline, activity, callId);
    expect(tries).toHaveLength(5);
    expect((tries.at(-1) ?? 0) - (tries[0] ?? 0)).toBeGreaterThanOrEqual(3_000);
  }
});
