import { expect, inject, onTestFinished, test } from "vitest";
import { createAsk, type Ask } from "../../../aircall/probe/ask.ts";
import type { Observation } from "../../../aircall/probe/experiment.ts";
import { runProbe } from "../../../aircall/probe/run-probe.ts";
import type { Settings } from "../../../simulator/settings.ts";
import { aircallForTest, sample, type TestAircall } from "../../support/aircall.ts";
import { openPipeline, startCli } from "../../support/pipeline.ts";

interface Probed {
  readonly observations: readonly Observation[];
  readonly said: readonly string[];
  readonly aircall: TestAircall;
  readonly callId: number;
}

async function probe(
  settings: Partial<Settings> = {},
  asked: { readonly write?: boolean; readonly limit?: boolean; readonly comments?: number } = {},
): Promise<Probed> {
  const { write = true, limit = false, comments = 0 } = asked;
  const aircall = await aircallForTest({ settings });
  const callId = await aircall.leave({ media: sample("calm.mp3"), events: [] });
  for (let count = 0; count < comments; count++)
    await aircall.control("POST", `calls/${callId}/comments`, { content: "an agent's" });
  await aircall.control("POST", `calls/${callId}/tags`, { tags: [await followUp(aircall)] });
  const ask = askerOf(aircall);
  const said: string[] = [];
  const refusalOf = ({ hostname }: URL): string | null =>
    hostname === "127.0.0.1" ? null : "not listed";
  const options = { callId: write ? callId : null, usesUpLimit: limit, refusalOf };
  const observations = await collect(runProbe(ask, options, (line) => said.push(line)));
  return { observations, said, aircall, callId };
}

async function followUp(aircall: TestAircall): Promise<number> {
  const { tags } = (await (await aircall.api("GET", "/v1/tags")).json()) as {
    tags: { id: number; name: string }[];
  };
  return tags.find(({ name }) => name === "Follow Up")?.id ?? 0;
}

async function collect(told: AsyncIterable<Observation>): Promise<Observation[]> {
  const observations: Observation[] = [];
  for await (const one of told) observations.push(one);
  return observations;
}

function askerOf(aircall: TestAircall): Ask {
  return createAsk({ baseUrl: aircall.url, credential: aircall, permit: () => Promise.resolve() });
}

const wrongOnes = ({ observations }: Probed): string[] =>
  observations
    .filter(({ agrees }) => agrees === false)
    .map(({ question, seen }) => `${question}: ${seen}`);
const unseen = ({ observations }: Probed): string[] =>
  observations.filter(({ seen }) => seen === null).map(({ question }) => question);

test("the simulator is as the simulator says, to the last question", async () => {
  const probed = await probe({ requestsPerMinute: 60 }, { limit: true });
  expect(wrongOnes(probed)).toEqual([]);
  expect(unseen(probed)).toEqual([]);
  const questions = probed.observations.map(({ question }) => question);
  expect(new Set(questions).size).toBe(questions.length);
});

test("it costs a call one comment, and leaves its tags and the account's as they were", async () => {
  const { aircall, callId } = await probe({ tagsReplace: true });
  const { comments, tags } = await aircall.call(callId);
  expect([comments.length, tags]).toEqual([1, ["Follow Up"]]);
  const { meta } = (await (await aircall.api("GET", "/v1/tags")).json()) as {
    meta: { total: number };
  };
  expect(meta.total).toBe(6);
});

test("without a call to write to it only reads", async () => {
  const probed = await probe({}, { write: false });
  expect(wrongOnes(probed)).toEqual([]);
  const { requests } = await probed.aircall.requests();
  const probing = requests.filter(({ path }) => !path.startsWith("/_simulator"));
  expect(new Set(probing.map(({ method }) => method))).toEqual(new Set(["GET"]));
  expect(probing.length).toBeLessThan(25);
});

test.each<[keyof Settings, Partial<Settings>, string]>([
  ["tagsReplace", { tagsReplace: true }, "tags set on a call: replaced"],
  ["unknownTagStatus", { unknownTagStatus: 404 }, "an unknown tag on a call: 404"],
  ["emptyCommentBody", { emptyCommentBody: true }, "the answer to a comment: 201 empty"],
  ["emptyTagsBody", { emptyTagsBody: true }, "the answer to tags on a call: 201 empty"],
  ["longestComment", { longestComment: 500 }, "a comment of 4000 characters: refused"],
  ["longestTagName", { longestTagName: 40 }, "a tag's name of 64 characters: refused"],
  ["clampPerPage", { clampPerPage: true }, "a page of more than 50: 200 {meta, tags}"],
  [
    "limitHeadersAlways",
    { limitHeadersAlways: true },
    "rate-limit headers on an answer below the limit: limit, remaining, reset",
  ],
  ["linkLifeMs", { linkLifeMs: 600_000 }, "life of a recording's link by X-Amz-Expires: 600 s"],
  [
    "aiEnabled",
    { aiEnabled: true },
    "Aircall's own sentiment and summary of a voicemail: 404, 404",
  ],
])("with %s turned, it sees that and nothing else", async (_name, settings, wrong) => {
  expect(wrongOnes(await probe(settings))).toEqual([wrong]);
});

test.each<[Partial<Settings>, string]>([
  [{ resetHeader: "milliseconds" }, "unit of X-AircallApi-Reset: milliseconds"],
  [{ resetHeader: "none" }, "unit of X-AircallApi-Reset: no header"],
  [{ limitBody: "edge" }, "body of a 429: {message}"],
  [{ retryAfterHeader: true }, "Retry-After of a 429: sent"],
])("at the limit, with %o, it sees that and nothing else", async (settings, wrong) => {
  const probed = await probe({ ...settings, requestsPerMinute: 60 }, { write: false, limit: true });
  expect(wrongOnes(probed)).toEqual([wrong]);
});

test("a recording's host that RECORDING_HOSTS lacks is seen", async () => {
  const aircall = await aircallForTest();
  await aircall.leave({ media: sample("calm.mp3"), events: [] });
  const ask = askerOf(aircall);
  const wish = { callId: null, usesUpLimit: false, refusalOf: () => "not listed" };
  const observations = await collect(runProbe(ask, wish, () => {}));
  const wrong = observations.filter(({ agrees }) => agrees === false);
  expect(wrong.map(({ seen }) => seen)).toEqual(["not in RECORDING_HOSTS"]);
});

test("an account without voicemails, a refused credential and an Aircall that is not well are told apart", async () => {
  const aircall = await aircallForTest();
  const said: string[] = [];
  const ask = askerOf(aircall);
  const wish = { callId: null, usesUpLimit: false, refusalOf: () => null };
  const run = async (): Promise<Observation[]> =>
    collect(runProbe(ask, wish, (line) => said.push(line)));
  const observations = await run();
  expect(observations.filter(({ agrees }) => agrees === false)).toEqual([]);
  expect(said.join()).toContain("No call of the last month has a voicemail");
  await aircall.control("POST", "faults", { path: "/v1/tags", kind: "status", status: 503 });
  await expect(run()).rejects.toThrow("GET /v1/tags was answered with 503");
  await aircall.control("PATCH", "settings", { credentialRevoked: true });
  await expect(run()).rejects.toThrow("refuses the credential");
});

test("tags of the probe go also when the probe fails in between", async () => {
  const aircall = await aircallForTest();
  const callId = await aircall.leave({ media: sample("calm.mp3"), events: [] });
  const ask = askerOf(aircall);
  await aircall.control("POST", "faults", {
    method: "POST",
    path: "/v1/calls/\\d+/tags$",
    kind: "status",
    status: 503,
  });
  const wish = { callId, usesUpLimit: false, refusalOf: () => null };
  await expect(collect(runProbe(ask, wish, () => {}))).rejects.toThrow("503");
  const { tags } = (await (await aircall.api("GET", "/v1/tags")).json()) as { tags: object[] };
  expect(tags).toHaveLength(6);
});

test("a limit that others used up answers its own questions; the rest is unseen, not wrong", async () => {
  const probed = await probe({ requestsPerMinute: 8 }, { write: false });
  expect(wrongOnes(probed)).toEqual([]);
  expect(unseen(probed)).not.toContain("unit of X-AircallApi-Reset");
  expect(unseen(probed).length).toBeGreaterThan(3);
  expect(probed.said.join()).toContain("used up by others");
});

test("a call that is full of comments gets none", async () => {
  const probed = await probe({}, { comments: 5 });
  expect(wrongOnes(probed)).toEqual([]);
  expect(unseen(probed)).toContain("the answer to a comment");
});

test("the command takes its permits, asks first, says where the simulator is wrong, and nothing of a caller", async () => {
  const pipeline = await openPipeline(inject("temporalAddress"));
  onTestFinished(() => pipeline.close());
  const { aircall } = pipeline;
  const callId = await aircall.leave({ media: sample("calm.mp3"), events: [] });
  await pipeline.start("worker");
  const run = async (...args: string[]): Promise<{ code: number | null; text: string }> => {
    const command = startCli(["probe", ...args], pipeline.env);
    return { code: await command.exit, text: command.log() };
  };

  const unasked = await run("--call", String(callId));
  expect(unasked.code).toBe(2);
  expect(unasked.text).toContain("gets one comment of 4,000 characters, which stays");
  expect((await aircall.call(callId)).comments).toHaveLength(0);

  const good = await run("--call", String(callId), "--yes", "--json");
  expect(good.code, good.text).toBe(0);
  const lines = good.text.split("\n").filter((line) => line.startsWith('{"question"'));
  expect(lines.length).toBeGreaterThan(25);
  for (const line of lines)
    expect(Object.keys(JSON.parse(line) as object)).toEqual([
      "question",
      "expected",
      "seen",
      "agrees",
    ]);
  for (const secret of ["http", "X-Amz-Signature", aircall.apiToken, "Mitchell", "7946"])
    expect(good.text).not.toContain(secret);
  // The worker's sweep may have found the voicemail by now, and commented on it too.
  const { comments } = await aircall.call(callId);
  expect(comments.filter(({ content }) => content.startsWith("Test by"))).toHaveLength(1);

  await aircall.control("PATCH", "settings", { clampPerPage: true });
  const bad = await run();
  expect(bad.code).toBe(1);
  expect(bad.text).toContain("WRONG   a page of more than 50");
  const nobody = await run("--call", "7", "--yes");
  expect(nobody.code).toBe(1);
  expect(nobody.text).toContain("is it this account's call?");
}, 180_000);
