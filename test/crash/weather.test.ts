import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { tally, isLong } from "../support/tally.ts";
import { sample } from "../support/aircall.ts";
import { openPipeline, type Pipeline } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

/*
 * Everything that Aircall and the network do to a request, to one voicemail each, all at the same time.
 */

let pipeline: Pipeline;

/** Long: as long as it may take in life. Short: long enough to be waited for. */
const lateAssetMs = isLong ? 10 * 60_000 : 8_000;

beforeAll(async () => {
  pipeline = await openPipeline(inject("temporalAddress"), {
    env: { ASSET_WAIT: "24h", RECORDING_BUDGET: "10m" },
  });
  await pipeline.aircall.control("PATCH", "settings", { requestsPerMinute: 10_000 });
  await pipeline.start("receiver");
  await pipeline.start("worker");
});
afterAll(() => pipeline.close());

type Fault = Readonly<Record<string, unknown>>;

const comments = { method: "POST", path: "/comments$" };
const read = { method: "GET", path: "$" };
const tags = { method: "POST", path: "/tags$" };

const storms: Readonly<Record<string, readonly Fault[]>> = {
  "429 on the read, reset in seconds": [
    { ...read, kind: "status", status: 429, resetInSeconds: 2 },
  ],
  "429 on the comment, no header": [{ ...comments, kind: "status", status: 429 }],
  "a storm of 429": [{ ...comments, kind: "status", status: 429, resetInSeconds: 1, count: 4 }],
  "500 before the comment": [{ ...comments, kind: "status", status: 500 }],
  "502 with a page, after the comment": [
    { ...comments, kind: "status", status: 502, when: "after", html: true },
  ],
  "503 before": [{ ...comments, kind: "status", status: 503, count: isLong ? 2 : 1 }],
  "503 after, and a read that fails": [
    { ...comments, kind: "status", status: 503, when: "after" },
    { ...read, kind: "status", status: 500, skip: 1 },
  ],
  "reset before the comment": [{ ...comments, kind: "reset" }],
  "reset after the comment": [{ ...comments, kind: "reset", when: "after" }],
  "applied a while after the reset": [{ ...comments, kind: "reset", when: "late", delayMs: 5_000 }],
  "20 seconds of silence, then applied": [{ ...comments, kind: "slow", delayMs: 20_000 }],
  "20 seconds of silence on the read": [{ ...read, kind: "silence", delayMs: 20_000 }],
  "tags that fail": [
    { ...tags, kind: "status", status: 500 },
    { ...tags, kind: "reset", when: "after", skip: 1 },
  ],
};

test(
  "no weather loses a voicemail or doubles one",
  async () => {
    const { aircall } = pipeline;
    const media = sample("silent.mp3");
    const announced = [{ event: "call.voicemail_left", times: 3 }, { event: "call.ended" }];
    const callIds: number[] = [];
    for (const faults of Object.values(storms)) {
      const callId = await aircall.leave({ media, events: [] });
      for (const { path, ...fault } of faults) {
        await aircall.control("POST", "faults", {
          ...fault,
          path: `/calls/${callId}${String(path)}`,
        });
      }
      await aircall.control("POST", `calls/${callId}/events`, { events: announced });
      callIds.push(callId);
    }
    callIds.push(
      // An hour old when it comes, its link long dead.
      await aircall.leave({ media, events: [{ ...announced[0], staleMs: 3_600_000 }] }),
      // The end of the story first.
      await aircall.leave({
        media,
        events: [
          { event: "call.comm_assets_generated", times: 3 },
          { event: "call.voicemail_left", afterMs: 300 },
          { event: "call.ended", afterMs: 600, times: 3 },
        ],
      }),
      // The recording comes late, and nobody says so.
      await aircall.leave({
        media,
        assetAfterMs: lateAssetMs,
        events: [{ event: "call.voicemail_left" }],
      }),
      await aircall.leave({ media, comments: ["one", "two", "three", "four"] }),
    );
    const full = await aircall.leave({ media, comments: ["one", "two", "three", "four", "five"] });

    const results = await Promise.all(callIds.map(pipeline.result));
    for (const result of results) {
      expect(result).toMatchObject({ status: "delivered", outcome: "empty", via: "comment" });
    }
    expect(await tally(aircall, callIds)).toMatchObject({ lost: [], doubled: [] });
    expect(await pipeline.result(full)).toMatchObject({ status: "delivered", via: "tags" });
    expect((await aircall.call(full)).tags).toEqual(["voicemail", "voicemail:empty"]);
    for (const callId of callIds) {
      expect((await aircall.call(callId)).tags).toEqual(["voicemail", "voicemail:empty"]);
    }
  },
  isLong ? 1_200_000 : 300_000,
);

test(
  "an account over its limit for the rest of a minute is waited for, whatever the header",
  async () => {
    const { aircall } = pipeline;
    for (const resetHeader of isLong ? ["milliseconds", "seconds", "none"] : ["milliseconds"]) {
      await aircall.control("PATCH", "settings", { resetHeader, requestsPerMinute: 1 });
      const before = (await aircall.requests()).refused;
      const callId = await aircall.leave({ media: sample("silent.mp3") });
      await until("Aircall has refused", async () => (await aircall.requests()).refused > before);
      await aircall.control("PATCH", "settings", { requestsPerMinute: 10_000 });
      expect(await pipeline.result(callId)).toMatchObject({ status: "delivered", via: "comment" });
    }
    // It is told once or twice, not asked again and again.
    expect((await aircall.requests()).refused).toBeLessThan(20);
  },
  isLong ? 600_000 : 120_000,
);
