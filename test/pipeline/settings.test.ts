import { expect, inject, onTestFinished, test } from "vitest";
import { sample } from "../support/aircall.ts";
import { openPipeline } from "../support/pipeline.ts";

interface Seen {
  readonly call: { readonly number: { readonly id: number } };
}

test("only lines that are served are handled, and tags go by the company's names", async () => {
  const pipeline = await openPipeline(inject("temporalAddress"));
  onTestFinished(pipeline.close);
  const { aircall } = pipeline;
  const voicemail = { media: sample("outage.mp3"), events: [] };
  const [british, french] = await Promise.all([
    aircall.leave({ ...voicemail, country: "GB" }),
    aircall.leave({ ...voicemail, country: "FR" }),
  ]);
  const lineOf = async (callId: number): Promise<number> => {
    const answer = await aircall.api("GET", `/v1/calls/${callId}`);
    return ((await answer.json()) as Seen).call.number.id;
  };
  expect(await lineOf(british)).not.toBe(await lineOf(french));

  await pipeline.start("up", {
    AIRCALL_LINES: String(await lineOf(british)),
    TAG_NAMES: "voicemail:urgent=Dringend",
  });
  const served = await aircall.leave({ media: sample("outage.mp3"), country: "GB" });
  const other = await aircall.leave({ media: sample("outage.mp3"), country: "FR" });
  expect(await pipeline.result(served)).toMatchObject({ status: "delivered" });
  expect(await pipeline.result(other)).toEqual({ status: "not-served", outcome: null });
  expect((await aircall.call(served)).tags.toSorted()).toEqual(["Dringend", "voicemail"]);
  expect(await aircall.call(other)).toMatchObject({ comments: [], tags: [] });
});
