import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { sample } from "../support/aircall.ts";
import { openPipeline, webhookToken, type Pipeline } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await openPipeline(inject("temporalAddress"));
  await pipeline.start();
});
afterAll(() => pipeline.close());

async function delivered(voicemail: object): Promise<{
  callId: number;
  comment: string;
  tags: readonly string[];
  outcome: string | null;
  via: string;
}> {
  const callId = await pipeline.aircall.leave(voicemail);
  const result = await pipeline.result(callId);
  const { comments, tags } = await pipeline.aircall.call(callId);
  const ours = comments.filter(({ content }) => content.endsWith(`afterbeep:${callId}`));
  expect(result.status).toBe("delivered");
  expect(ours.length).toBeLessThanOrEqual(1);
  const via = result.status === "delivered" ? result.via : "nothing";
  return { callId, comment: ours[0]?.content ?? "", tags, outcome: result.outcome, via };
}

test("an urgent voicemail becomes one comment with its quote, and two tags", async () => {
  const { comment, tags, outcome } = await delivered({ media: sample("urgent.mp3") });
  expect(outcome).toBe("transcribed");
  expect(comment.slice(0, 80)).toContain("URGENT 5/5 - flooding, call back +44 20 7946 0958");
  expect(comment).toMatch(/"the kitchen is flooding" \(0:0\d\)/i);
  expect(tags).toEqual(["voicemail", "voicemail:urgent"]);
});

test("a silent voicemail is empty, with the measured seconds", async () => {
  const { comment, tags, outcome } = await delivered({ media: sample("silent.mp3") });
  expect(outcome).toBe("empty");
  expect(comment).toMatch(/^EMPTY - no speech was measured in 0:0\d of audio/);
  expect(tags).toEqual(["voicemail", "voicemail:empty"]);
});

test.each([
  ["an HTML page", { kind: "html" }, "web page"],
  ["zero bytes", { kind: "empty" }, "empty"],
  ["a stub of 209 bytes", { kind: "stub" }, "not a known audio format"],
  [
    "half of a promised mp3",
    { kind: "truncated", path: sample("calm.mp3").path },
    "cannot be fetched",
  ],
  ["a file of 80 MB", { kind: "large", megabytes: 80 }, "larger than 64 MiB"],
  [
    "a redirect to a private address",
    { kind: "redirect", location: "http://169.254.169.254/latest" },
    "RECORDING_HOSTS",
  ],
  ["a storage that fails", { kind: "status", status: 500 }, "answered 500"],
])("%s is unreadable, never empty", async (_what, media, reason) => {
  const { comment, tags, outcome } = await delivered({ media });
  expect(outcome).toBe("unreadable");
  expect(comment).toMatch(/^UNREADABLE - please listen/);
  expect(comment).toContain(reason);
  expect(tags).toEqual(["voicemail", "voicemail:listen"]);
});

test("an mp3 that breaks off but decodes is transcribed as far as it goes", async () => {
  const { readFile } = await import("node:fs/promises");
  const whole = await readFile(sample("angry.mp3").path);
  const base64 = whole.subarray(0, Math.floor(whole.length * 0.6) + 7).toString("base64");
  const { comment, outcome } = await delivered({ media: { kind: "bytes", base64 } });
  expect(outcome).toBe("transcribed");
  expect(comment).toContain("third time");
});

test("a wav that calls itself mp3 is transcribed", async () => {
  const { toWav } = await import("../../speech/audio/wav.ts");
  const { decodeWithWasm } = await import("../../speech/audio/wasm/wasm-decoder.ts");
  const samples: number[] = [];
  for await (const chunk of decodeWithWasm(sample("urgent.mp3").path)) samples.push(...chunk);
  const base64 = toWav(Float32Array.from(samples)).toString("base64");
  const { comment } = await delivered({
    media: { kind: "bytes", base64, contentType: "audio/mpeg" },
  });
  expect(comment).toContain("kitchen is flooding");
});

test("a recording that comes late is waited for, and woken for by the later event", async () => {
  const before = Date.now();
  const { outcome } = await delivered({
    media: sample("human-goforward.mp3"),
    hiddenReads: 1,
    events: [
      { event: "call.voicemail_left", shows: false },
      { event: "call.comm_assets_generated", afterMs: 1_500 },
    ],
  });
  expect(outcome).toBe("transcribed");
  // By itself it would have looked again after five seconds.
  expect(Date.now() - before).toBeLessThan(12_000);
});

test("a recording that never comes is missing", async () => {
  const { comment, tags, outcome } = await delivered({
    media: sample("calm.mp3"),
    hiddenReads: 1_000,
    events: [{ event: "call.voicemail_left" }],
  });
  expect(outcome).toBe("missing");
  expect(comment).toMatch(/^MISSING - /);
  expect(tags).toEqual(["voicemail", "voicemail:listen"]);
}, 180_000);

test("with five comments on the call the tags tell, and nothing is posted", async () => {
  const comments = ["one", "two", "three", "four", "five"];
  const { via, tags, comment } = await delivered({ media: sample("urgent.mp3"), comments });
  expect(via).toBe("tags");
  expect(comment).toBe("");
  expect(tags).toEqual(["voicemail", "voicemail:urgent"]);
});

test("agents' tags stay beside ours", async () => {
  const callId = await pipeline.aircall.leave({ media: sample("calm.mp3"), events: [] });
  const made = await pipeline.aircall.api("POST", "/v1/tags", {
    name: `VIP ${callId}`,
    color: "#112233",
  });
  const { tag } = (await made.json()) as { tag: { id: number } };
  await pipeline.aircall.control("POST", `calls/${callId}/tags`, { tags: [tag.id] });
  await post({ event: "call.voicemail_left", token: webhookToken, data: { id: callId } });
  await pipeline.result(callId);
  const { tags } = await pipeline.aircall.call(callId);
  expect(tags).toEqual([`VIP ${callId}`, "voicemail"]);
});

test("the same voicemail announced nine times gets one comment", async () => {
  const events = ["call.ended", "call.voicemail_left", "call.comm_assets_generated"].map(
    (event, index) => ({
      event,
      times: 3,
      afterMs: index * 100,
    }),
  );
  const { callId } = await delivered({ media: sample("human-cards.mp3"), events });
  await post({ event: "call.voicemail_left", token: webhookToken, data: { id: callId } });
  const { comments } = await pipeline.aircall.call(callId);
  expect(comments).toHaveLength(1);
});

test("a call that is gone ends as undeliverable", async () => {
  const callId = await pipeline.aircall.leave({ media: sample("calm.mp3"), events: [] });
  await pipeline.aircall.control("DELETE", `calls/${callId}`);
  await post({ event: "call.voicemail_left", token: webhookToken, data: { id: callId } });
  expect(await pipeline.result(callId)).toMatchObject({ status: "undeliverable" });
});

test("a rate limit on the comment is waited out, then one comment stands", async () => {
  await pipeline.aircall.control("POST", "faults", {
    method: "POST",
    path: "/comments$",
    kind: "status",
    status: 429,
    resetInSeconds: 2,
    count: 1,
  });
  const { outcome } = await delivered({ media: sample("human-goforward.mp3") });
  expect(outcome).toBe("transcribed");
});

test("what a workflow did can be read in Temporal: summary, steps, search attributes", async () => {
  const { callId } = await delivered({ media: sample("angry.mp3") });
  const found = await until("visibility shows it", async () => {
    for await (const one of pipeline.client.workflow.list({
      query: `AircallCallId = '${callId}' AND VoicemailOutcome = 'transcribed' AND VoicemailUrgency = 3`,
    })) {
      return one;
    }
    return null;
  });
  expect(found.workflowId).toBe(`voicemail:default:${callId}`);
  const handle = pipeline.client.workflow.getHandle(found.workflowId);
  const { stages } = await handle.query<{ stages: { name: string }[] }>("progress");
  expect(stages.map(({ name }) => name)).toEqual([
    "read the call",
    "download the recording",
    "transcribe",
    "judge and put into words",
    "post the comment",
    "tag the call",
  ]);
});

test("nothing of a caller is in any log, at the lowest level", () => {
  const logs = pipeline.logs();
  expect(logs.length).toBeGreaterThan(1_000);
  for (const secret of [
    "flooding",
    "kitchen",
    "money back",
    "7946",
    "X-Amz",
    "/media/",
    webhookToken,
    pipeline.aircall.apiToken,
  ]) {
    expect(logs.toLowerCase()).not.toContain(secret.toLowerCase());
  }
});

async function post(body: object): Promise<void> {
  const answer = await fetch(pipeline.webhookUrl(), { method: "POST", body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
}
