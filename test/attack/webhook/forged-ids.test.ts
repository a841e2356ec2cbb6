import { expect, inject, onTestFinished, test } from "vitest";
import { floodWatch } from "../../../app/process/flood-watch.ts";
import { sample } from "../../support/aircall.ts";
import { openPipeline, webhookToken } from "../../support/pipeline.ts";
import { until } from "../../support/until.ts";

/** At Aircall's usual rate these take more than three minutes, one request each. */
const forged = 300;

test("invented ids of somebody who has the token do not starve a real voicemail: its comment stands within a minute", async () => {
  const pipeline = await openPipeline(inject("temporalAddress"), {
    env: { AIRCALL_REQUESTS_PER_MINUTE: "100" },
  });
  onTestFinished(pipeline.close);
  await pipeline.start("up");
  const url = pipeline.webhookUrl();
  const announce = async (id: number): Promise<number> => {
    const data = { id, voicemail: "https://x.example/y" };
    const body = JSON.stringify({ event: "call.voicemail_left", token: webhookToken, data });
    return (await fetch(url, { method: "POST", body })).status;
  };
  const statuses = await Promise.all(
    Array.from({ length: forged }, (_, index) => announce(777_000_000 + index)),
  );
  expect(statuses.every((status) => status === 200)).toBe(true);
  await until("they are worked on", async () => {
    const { requests } = await pipeline.aircall.requests();
    return requests.some(({ status }) => status === 404);
  });

  const left = Date.now();
  const callId = await pipeline.aircall.leave({ media: sample("outage.mp3") });
  await until("its comment stands", async () => {
    return (await pipeline.aircall.call(callId)).comments.length > 0;
  });
  const tookMs = Date.now() - left;
  const { requests, worstMinute } = await pipeline.aircall.requests();
  // It went before most of the invented ones, and not after.
  expect(requests.filter(({ status }) => status === 404).length).toBeLessThan(forged / 2);
  expect(tookMs).toBeLessThan(60_000);
  expect(pipeline.logs()).toContain("many calls are announced that Aircall does not know");
  expect(worstMinute).toBeLessThanOrEqual(100);
}, 180_000);

test("a few deleted calls are no flood; ten unknown ones in a minute are, once in fifteen seconds", () => {
  let now = 0;
  let floods = 0;
  const note = floodWatch(
    () => floods++,
    () => now,
  );
  for (let count = 0; count < 9; count++) note();
  expect(floods).toBe(0);
  now = 61_000;
  note();
  expect(floods).toBe(0);
  for (let count = 0; count < 9; count++) note();
  expect(floods).toBe(1);
  now += 14_000;
  note();
  expect(floods).toBe(1);
  now += 1_000;
  note();
  expect(floods).toBe(2);
});
