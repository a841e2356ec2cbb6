import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { workflowIdFor } from "../../domain/wire.ts";
import { sample } from "../support/aircall.ts";
import { openPipeline, startCli, webhookToken, type Pipeline } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await openPipeline(inject("temporalAddress"), { env: { SWEEP_EVERY: "2s" } });
  await pipeline.start();
});
afterAll(() => pipeline.close());

async function command(
  ...args: string[]
): Promise<{ code: number | null; lines: unknown[]; text: string }> {
  const run = startCli(args, { ...pipeline.env, LOG_LEVEL: "silent" });
  const code = await run.exit;
  const text = run.log();
  const lines = text
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line): unknown => JSON.parse(line));
  return { code, lines, text };
}

test("a voicemail that no webhook told of is found by the sweep, and delivered once", async () => {
  await until("the first sweeps have passed", async () => (await swept()) >= 3);
  const callId = await pipeline.aircall.leave({ media: sample("calm.mp3"), events: [] });
  const hoursAgo = Math.floor(Date.now() / 1_000) - 20 * 3600;
  const old = await pipeline.aircall.leave({
    media: sample("silent.mp3"),
    events: [],
    startedAt: hoursAgo,
  });
  expect(await pipeline.result(callId)).toMatchObject({ status: "delivered", via: "comment" });
  const { comments } = await pipeline.aircall.call(callId);
  expect(comments).toHaveLength(1);
  // Twenty hours ago is behind what an ordinary sweep looks back.
  const sweeps = await swept();
  await until("three more sweeps have passed", async () => (await swept()) >= sweeps + 3);
  expect((await pipeline.aircall.call(old)).comments).toHaveLength(0);
  expect((await pipeline.aircall.call(callId)).comments).toHaveLength(1);
});

async function swept(): Promise<number> {
  const { count } = await pipeline.client.workflow.count(
    "WorkflowType = 'sweep' AND ExecutionStatus = 'Completed'",
  );
  return count;
}

test("a webhook that was switched off is switched on with its events, and the silence swept", async () => {
  const webhooks = async () => {
    const answer = await pipeline.aircall.api("GET", "/v1/webhooks");
    const { webhooks: all } = (await answer.json()) as {
      webhooks: { webhook_id: string; url: string; active: boolean; events: string[] }[];
    };
    return all;
  };
  const [ours] = await webhooks();
  const { webhook_id: id, url, events } = ours ?? { webhook_id: "", url: "", events: [] };
  await pipeline.aircall.api("PUT", `/v1/webhooks/${id}`, { url, events, active: false });
  const unheard = await pipeline.aircall.leave({ media: sample("calm.mp3") });
  const hoursAgo = Math.floor(Date.now() / 1_000) - 20 * 3600;
  const old = await pipeline.aircall.leave({
    media: sample("silent.mp3"),
    events: [],
    startedAt: hoursAgo,
  });
  expect(await pipeline.result(unheard)).toMatchObject({ status: "delivered" });
  expect(await pipeline.result(old)).toMatchObject({ status: "delivered", outcome: "empty" });
  expect(await webhooks()).toMatchObject([{ webhook_id: id, active: true, events }]);
});

test("setup registers one webhook with our three events, keeps its token, and is safe to repeat", async () => {
  const publicUrl = pipeline.webhookUrl().replace("/webhooks/aircall", "");
  const port = new URL(publicUrl).port;
  const env = { PUBLIC_URL: `http://localhost:${port}/` };
  const setup = async () => {
    const run = startCli(["setup", "--json"], { ...pipeline.env, ...env });
    return { code: await run.exit, text: run.log() };
  };
  const first = await setup();
  expect(first.code).toBe(0);
  expect(first.text).toContain('"done":"create"');
  const second = await setup();
  expect(second.text).toContain('"done":"nothing"');
  const answer = await pipeline.aircall.api("GET", "/v1/webhooks");
  const { webhooks } = (await answer.json()) as {
    webhooks: { url: string; events: string[]; token: string }[];
  };
  const [made] = webhooks.filter(({ url }) => url.includes("localhost"));
  expect(made?.events.toSorted()).toEqual([
    "call.comm_assets_generated",
    "call.ended",
    "call.voicemail_left",
  ]);
  expect(first.text + second.text).not.toContain(made?.token);
  // The receiver that runs takes the new token at once.
  const callId = await pipeline.aircall.leave({ media: sample("calm.mp3"), events: [] });
  const delivery = await fetch(pipeline.webhookUrl(), {
    method: "POST",
    body: JSON.stringify({
      event: "call.voicemail_left",
      token: made?.token,
      data: { id: callId },
    }),
  });
  expect(delivery.status).toBe(200);
  const needless = await startCli(["setup"], pipeline.env).exit;
  expect(needless).toBe(78);
});

test("verify, list and show tell what became of each voicemail", async () => {
  const callId = await pipeline.aircall.leave({ media: sample("urgent.mp3") });
  await pipeline.result(callId);
  const ok = await command("verify", "--from", "1h", "--json");
  expect(ok.code).toBe(0);
  expect(ok.lines).toContainEqual({
    account: "default",
    callId,
    status: "delivered",
    outcome: "transcribed",
    via: "comment",
  });
  const shown = await command("show", String(callId), "--json");
  expect(shown.code).toBe(0);
  expect(shown.lines).toMatchObject([
    {
      callId,
      workflowId: `voicemail:default:${callId}`,
      state: "done",
      step: "tag the call",
      outcome: "transcribed",
      attempts: 1,
      lastError: null,
    },
  ]);
  const [{ stages }] = shown.lines as [{ stages: { name: string; ms: number }[] }];
  const names = stages.map(({ name }) => name);
  expect(names.slice(0, 5)).toEqual([
    "read the call",
    "download the recording",
    "transcribe",
    "judge and put into words",
    "post the comment",
  ]);
  expect(stages.every(({ ms }) => ms >= 0)).toBe(true);
  const listed = await command("list", "--outcome", "transcribed", "--json");
  expect(listed.lines).toContainEqual(expect.objectContaining({ callId, state: "done" }));
  expect((await command("show", "1")).code).toBe(1);
  expect((await command("show", "one")).code).toBe(2);

  await pipeline.aircall.control("POST", `calls/${callId}/comments`, {
    content: `by hand\nafterbeep:${callId}`,
  });
  const doubled = await command("verify", "--from", "1h", "--json");
  expect(doubled.code).toBe(1);
  expect(doubled.lines).toContainEqual(expect.objectContaining({ callId, status: "doubled" }));
});

test("a retry delivers once more, says so, and is no double", async () => {
  const callId = await pipeline.aircall.leave({ media: sample("silent.mp3") });
  await pipeline.result(callId);
  await pipeline.aircall.control("PUT", `calls/${callId}/media`, sample("calm.mp3"));
  const retried = await command("retry", String(callId), "--json");
  expect([retried.code, retried.lines]).toEqual([
    0,
    [{ account: "default", callId, result: "started" }],
  ]);
  const handle = pipeline.client.workflow.getHandle(workflowIdFor("default", callId));
  expect(await handle.result()).toMatchObject({ status: "delivered", outcome: "transcribed" });
  const { comments } = await pipeline.aircall.call(callId);
  expect(comments.map(({ content }) => content.split("\n").at(-1))).toEqual([
    `afterbeep:${callId}`,
    `afterbeep:${callId}/2`,
  ]);
  expect(comments[1]?.content).toContain("This replaces our earlier comment");
  const { lines } = await command("verify", "--from", "1h", "--json");
  expect(lines).toContainEqual(
    expect.objectContaining({ callId, status: "delivered", outcome: "transcribed" }),
  );
});

test("a paused account is asked nothing, and goes on when it is resumed", async () => {
  expect((await command("pause", "default")).code).toBe(0);
  const shown = await command("throttle", "show", "--json");
  expect(shown.lines).toContainEqual(expect.objectContaining({ account: "default", paused: true }));
  await until("the worker knows", () => pipeline.logs().includes("the account is paused"));
  const before = (await pipeline.aircall.requests()).total;
  const callId = await pipeline.aircall.leave({ media: sample("calm.mp3") });
  const handle = pipeline.client.workflow.getHandle(workflowIdFor("default", callId));
  await until("its step was tried in vain", async () => {
    const known = await handle.describe().catch(() => null);
    return known?.raw.pendingActivities?.some(({ lastFailure }) => lastFailure) ?? false;
  });
  expect((await pipeline.aircall.requests()).total).toBe(before);
  const waiting = await command("show", String(callId), "--json");
  expect(waiting.lines).toMatchObject([{ state: "waiting", step: "read the call" }]);
  expect((await command("resume", "default")).code).toBe(0);
  expect(await pipeline.result(callId)).toMatchObject({ status: "delivered" });
}, 120_000);

test("the token of the webhook is in no history and no log", () => {
  expect(pipeline.logs()).not.toContain(webhookToken);
});
