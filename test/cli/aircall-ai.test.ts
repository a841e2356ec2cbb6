import { expect, inject, onTestFinished, test } from "vitest";
import type { Check } from "../../app/doctor/check.ts";
import { webhookEvents } from "../../domain/wire.ts";
import { sample } from "../support/aircall.ts";
import { openPipeline, startCli } from "../support/pipeline.ts";
import { transcriptOf } from "../support/transcripts.ts";

test("setup subscribes to transcripts where they are read, and doctor tells whether the account has them", async () => {
  const pipeline = await openPipeline(inject("temporalAddress"), {
    env: { TRANSCRIBERS: "aircall,local", SWEEP_EVERY: "1h" },
  });
  onTestFinished(pipeline.close);
  await pipeline.start();
  const { aircall } = pipeline;
  const env = {
    ...pipeline.env,
    PUBLIC_URL: pipeline.webhookUrl().replace("/webhooks/aircall", ""),
    LOG_LEVEL: "silent",
  };
  const setUp = async (more: object = {}): Promise<readonly string[]> => {
    const run = startCli(["setup", "--yes"], { ...env, ...more });
    expect(await run.exit, run.log()).toBe(0);
    const answer = await aircall.api("GET", "/v1/webhooks");
    const { webhooks } = (await answer.json()) as { webhooks: { events: string[] }[] };
    expect(webhooks).toHaveLength(1);
    return webhooks[0]?.events ?? [];
  };
  const doctor = async (more: object = {}): Promise<readonly Check[]> => {
    const run = startCli(["doctor", "--json"], { ...env, ...more });
    await run.exit;
    const lines = run.log().split("\n");
    return lines
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as Check)
      .filter(({ check }) => ["webhook", "aircall-ai"].includes(check));
  };

  expect(await setUp({ TRANSCRIBERS: "local" })).toEqual(webhookEvents(false));
  expect(await doctor({ TRANSCRIBERS: "local" })).toMatchObject([{ check: "webhook", ok: true }]);
  expect(await doctor()).toMatchObject([
    { check: "webhook", ok: false, detail: expect.stringContaining("transcription.created") },
    { check: "aircall-ai", ok: true, detail: expect.stringContaining("no call yet") },
  ]);
  expect(await setUp()).toEqual(webhookEvents(true));

  const callId = await aircall.leave({ media: sample("silent.mp3"), events: [] });
  expect(await doctor()).toMatchObject([
    { check: "webhook", ok: true },
    {
      check: "aircall-ai",
      ok: false,
      detail: expect.stringContaining("has no Aircall AI: 403"),
      fix: expect.stringContaining("take aircall out of TRANSCRIBERS"),
    },
  ]);
  await aircall.control("PATCH", "settings", { aiEnabled: true });
  const has = { check: "aircall-ai", ok: true, fix: null };
  expect(await doctor()).toMatchObject([{}, { ...has, detail: expect.stringContaining("has no") }]);
  await aircall.control("PUT", `calls/${callId}/transcription`, transcriptOf(["Hello there."]));
  expect(await doctor()).toMatchObject([
    {},
    { ...has, detail: expect.stringContaining("and its") },
  ]);
});
