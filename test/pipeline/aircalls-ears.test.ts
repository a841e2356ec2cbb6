import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Progress } from "../../domain/voicemail/voicemail.ts";
import { progressQuery, workflowIdFor } from "../../domain/wire.ts";
import { sample } from "../support/aircall.ts";
import { openPipeline, webhookToken, type Pipeline } from "../support/pipeline.ts";
import { transcriptOf, type Said } from "../support/transcripts.ts";

let pipeline: Pipeline;

/** Long enough to tell a voicemail that waited in vain from one that was woken. */
const waitMs = 20_000;

beforeAll(async () => {
  pipeline = await openPipeline(inject("temporalAddress"), {
    env: { TRANSCRIBERS: "aircall,local", AIRCALL_TRANSCRIPT_WAIT: `${waitMs}ms` },
    aircall: { settings: { aiEnabled: true } },
  });
  await pipeline.start();
});
afterAll(() => pipeline.close());

interface Delivered {
  readonly callId: number;
  readonly outcome: string | null;
  readonly comment: string;
  readonly lines: readonly string[];
  /** Requests for Aircall's transcript. */
  readonly asked: number;
  /** For it, milliseconds. */
  readonly waited: number;
}

async function delivered(wish: object): Promise<Delivered> {
  const callId = await pipeline.aircall.leave({ media: sample("calm.mp3"), ...wish });
  const { status, outcome } = await pipeline.result(callId);
  expect(status).toBe("delivered");
  const { comments } = await pipeline.aircall.call(callId);
  expect(comments).toHaveLength(1);
  const comment = comments[0]?.content ?? "";
  return {
    callId,
    outcome,
    comment,
    lines: comment.split("\n"),
    asked: await askedFor(callId),
    waited: await waitOf(callId),
  };
}

async function waitOf(callId: number): Promise<number> {
  const handle = pipeline.client.workflow.getHandle(workflowIdFor("default", callId));
  const { stages } = await handle.query<Progress>(progressQuery);
  return stages.find(({ name }) => name === "wait for Aircall's transcript")?.ms ?? 0;
}

async function askedFor(callId: number): Promise<number> {
  const { requests } = await pipeline.aircall.requests();
  return requests.filter(({ path }) => path.startsWith(`/v1/calls/${callId}/transcription`)).length;
}

const leaking = "Hello, this is Mabel Quist. The boiler is leaking into the nursery.";

test("Aircall's own transcript is taken when it is announced, and the comment names it", async () => {
  const { lines, outcome, asked, waited } = await delivered({
    transcription: transcriptOf([leaking], { afterMs: 1_500 }),
  });
  expect(outcome).toBe("transcribed");
  expect(lines).toContain(leaking);
  expect(lines.at(-2)).toMatch(/^0:1\d, aircall, confidence medium\. Listen: /);
  expect(asked).toBe(1);
  expect(waited).toBeLessThan(waitMs);
});

test("a transcript that is announced before its voicemail, and twice, is read once and at once", async () => {
  const callId = await pipeline.aircall.leave({
    media: sample("calm.mp3"),
    events: [],
    transcription: transcriptOf([leaking], { announced: false }),
  });
  const send = (event: string, times: number): Promise<unknown> =>
    pipeline.aircall.control("POST", `calls/${callId}/events`, { events: [{ event, times }] });
  await send("transcription.created", 2);
  await send("call.voicemail_left", 1);
  await pipeline.result(callId);
  await send("transcription.created", 1);
  const { comments } = await pipeline.aircall.call(callId);
  expect(comments).toHaveLength(1);
  expect(comments[0]?.content).toContain(leaking);
  expect(await askedFor(callId)).toBe(1);
  expect(await waitOf(callId)).toBeLessThan(waitMs);
});

test("without news of it Aircall is asked once, after the wait: it may have it, or the recording is heard here", async () => {
  const [silent, absent] = await Promise.all([
    delivered({ transcription: transcriptOf([leaking], { announced: false }) }),
    delivered({}),
  ]);
  expect(silent.lines).toContain(leaking);
  expect(absent.outcome).toBe("transcribed");
  expect(absent.lines.at(-2)).toMatch(/, local, confidence /);
  for (const { asked, waited } of [silent, absent]) {
    expect(asked).toBe(1);
    expect(waited).toBeGreaterThanOrEqual(waitMs);
  }
});

test.each<[string, readonly Said[], seconds?: number]>([
  ["a loop", ["Bless you. ".repeat(12).trim()]],
  ["more words than the time has room for", [`${leaking} `.repeat(9)], 2],
  ["words of nobody but the team", [["internal", "Please hold the line for a moment."]]],
  ["no words", []],
])("%s: not believed, and the recording is heard here", async (_, said, seconds) => {
  const transcription = transcriptOf(said, seconds === undefined ? {} : { seconds });
  const { lines, outcome, comment, asked } = await delivered({ transcription });
  expect([outcome, asked]).toEqual(["transcribed", 1]);
  expect(lines.at(-2)).toMatch(/, local, confidence /);
  expect(comment).not.toMatch(/bless|nursery|hold the line/i);
});

test("that nobody spoke is measured here, whatever Aircall has not heard", async () => {
  const { outcome, lines } = await delivered({
    media: sample("silent.mp3"),
    transcription: transcriptOf([]),
  });
  expect(outcome).toBe("empty");
  expect(lines[0]).toMatch(/^EMPTY - no speech was measured/);
});

test("the comment names who spoke, and judges the caller alone", async () => {
  const { lines } = await delivered({
    transcription: transcriptOf([
      ["ai_voice_agent", "Is your house on fire? How can I help you?"],
      ["external", "I would like a copy of my invoice."],
      ["internal", "We will send it."],
      ["external", "Thank you, goodbye."],
    ]),
  });
  expect(lines[0]).toMatch(/^Voicemail 2\/5/);
  expect(lines.slice(-6)).toMatchObject([
    "Aircall's voice agent: Is your house on fire? How can I help you?",
    "Caller: I would like a copy of my invoice.",
    "Agent: We will send it.",
    "Caller: Thank you, goodbye.",
    expect.stringMatching(/, aircall, confidence medium\. Listen: /),
    expect.stringMatching(/^afterbeep:\d+$/),
  ]);
});

test("a server that fails is asked three times, then the recording is heard here", async () => {
  const path = "/transcription$";
  await pipeline.aircall.control("POST", "faults", { path, kind: "status", status: 503, count: 3 });
  const transcription = transcriptOf([leaking]);
  const { lines, asked } = await delivered({ transcription });
  expect(lines.at(-2)).toMatch(/, local, confidence /);
  expect(asked).toBe(3);
});

test("a transcript of a call that has no voicemail starts nothing", async () => {
  for (const data of [{ id: 68_271, call_id: 4_711, type: "voicemail" }, { call_id: 4_712 }]) {
    const body = JSON.stringify({ event: "transcription.created", token: webhookToken, data });
    const answer = await fetch(pipeline.webhookUrl(), { method: "POST", body });
    expect(await answer.json()).toEqual({ result: "accepted" });
  }
  // What was accepted after them is done: they are, too.
  await delivered({ transcription: transcriptOf([leaking]) });
  for (const callId of [68_271, 4_711, 4_712]) {
    const { workflow } = pipeline.client;
    await expect(workflow.getHandle(workflowIdFor("default", callId)).describe()).rejects.toThrow();
  }
});

test("an account without Aircall AI is asked once, and then neither waits nor asks", async () => {
  await pipeline.aircall.control("PATCH", "settings", { aiEnabled: false });
  const first = await delivered({});
  const second = await delivered({});
  for (const { lines } of [first, second]) expect(lines.at(-2)).toMatch(/, local, confidence /);
  expect([first.asked, second.asked]).toEqual([1, 0]);
  expect(second.waited).toBe(0);
  // A 403 of Aircall AI is no word on the credential.
  expect(pipeline.logs()).not.toContain("Aircall refuses the credential");
});

test("nothing of a caller is in any log", () => {
  const logs = pipeline.logs().toLowerCase();
  expect(logs).toContain("aircall's transcript is not used");
  for (const words of ["mabel", "nursery", "invoice", "bless", "7946", webhookToken]) {
    expect(logs).not.toContain(words);
  }
});
