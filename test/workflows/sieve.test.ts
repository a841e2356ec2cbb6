import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { startSieve } from "../../client/start/start-sieve.ts";
import { defaultAccount } from "../../domain/account/account-id.ts";
import { sieveIdFor, workflowIdFor } from "../../domain/wire.ts";
import { sample } from "../support/aircall.ts";
import { openPipeline, type Pipeline } from "../support/pipeline.ts";
import { tally } from "../support/tally.ts";
import { until } from "../support/until.ts";

let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await openPipeline(inject("temporalAddress"));
  await pipeline.start();
});
afterAll(() => pipeline.close());

const budgets = { assetWaitMs: 60_000, recordingMs: 60_000, transcriptionMs: 60_000 };

test("a sieve starts what Aircall lists, and one that somebody has ended does not end the sieve", async () => {
  const { aircall, client } = pipeline;
  const media = sample("silent.mp3");
  const ended = await aircall.leave({ media, events: [] });
  await aircall.control("POST", "faults", {
    method: "POST",
    path: `/calls/${ended}/comments$`,
    kind: "slow",
    delayMs: 20_000,
  });
  await aircall.control("POST", `calls/${ended}/events`, {
    events: [{ event: "call.voicemail_left" }],
  });
  const handle = client.workflow.getHandle(workflowIdFor(defaultAccount, ended));
  await until("its comment is on the way, and does not stand yet", async () => {
    const description = await handle.describe().catch(() => null);
    const open = description?.raw.pendingActivities ?? [];
    return open.some(({ activityType }) => activityType?.name === "postComment");
  });
  const unheard = await aircall.leave({ media, events: [] });
  await handle.terminate("by a test");

  await startSieve(client, { account: defaultAccount, budgets, searchable: true });
  const sieve = client.workflow.getHandle(sieveIdFor(defaultAccount));
  expect(await sieve.result()).toEqual({ known: 2 });
  expect(await pipeline.result(unheard)).toMatchObject({ status: "delivered" });
  expect(await tally(aircall, [unheard, ended])).toMatchObject({ doubled: [] });
}, 120_000);
