import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { defaultPayloadConverter } from "@temporalio/client";
import { expect, inject, onTestFinished, test } from "vitest";
import { createCodecServer } from "../../temporal/codec/codec-server.ts";
import { createPayloadCodec, dataConverterFor } from "../../temporal/codec/payload-codec.ts";
import { createTemporalClient } from "../../temporal/create-client.ts";
import { voicemailFinding } from "../../client/ask/voicemail-finding.ts";
import { workflowIdFor } from "../../domain/wire.ts";
import { sample } from "../support/aircall.ts";
import { openPipeline, type Pipeline } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

const run = promisify(execFile);
const main = new URL("../../cli/main.ts", import.meta.url).pathname;

const newKey = () => ({ id: "k1", key: randomBytes(32) });

async function command(
  pipeline: Pipeline,
  env: NodeJS.ProcessEnv,
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const options = {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...pipeline.env, ...env },
  };
  return run(process.execPath, [main, ...args], options).then(
    (done) => ({ code: 0, ...done }),
    (error: unknown) => error as { code: number; stdout: string; stderr: string },
  );
}

test("with a key nothing of the caller is legible in Temporal; with it everything is; erased, nothing is left", async () => {
  const pipeline = await openPipeline(inject("temporalAddress"));
  onTestFinished(pipeline.close);
  const key = newKey();
  const env = { AFTERBEEP_ENCRYPTION_KEY: `k1:${key.key.toString("base64")}` };
  await pipeline.start("up", env);
  const callId = await pipeline.aircall.leave({ media: sample("urgent.mp3") });
  const id = workflowIdFor("default", callId);
  await until("the voicemail is delivered", async () => {
    const found = await pipeline.client.workflow
      .getHandle(id)
      .describe()
      .catch(() => null);
    return found?.status.name === "COMPLETED";
  });
  expect((await pipeline.aircall.call(callId)).tags).toContain("voicemail:urgent");

  const history = await pipeline.client.workflow.getHandle(id).fetchHistory();
  const legible = JSON.stringify(history, (name, value: unknown) =>
    name === "data" && value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value,
  );
  // A few digits of the number alone stand in some time of the history by chance.
  const told = ["kitchen", "flooding", "7946 0958", "79460958", "amazonaws", "assets.aircall"];
  for (const word of told) {
    expect(legible).not.toContain(word);
  }

  const reader = createTemporalClient({
    connectionOptions: { address: pipeline.env["TEMPORAL_ADDRESS"] ?? "" },
    namespace: pipeline.env["TEMPORAL_NAMESPACE"] ?? "",
    dataConverter:
      dataConverterFor([newKey(), key].map((one, index) => ({ ...one, id: `k${2 - index}` }))) ??
      undefined,
  });
  onTestFinished(() => reader.connection.close());
  // The account whose settings judge it is in the finding, which the workflow writes.
  expect(await voicemailFinding(reader, id)).toMatchObject({
    account: "default",
    hearing: { transcript: { text: expect.stringContaining("kitchen") } },
  });

  const shown = await command(pipeline, env, "show", String(callId), "--json");
  expect(JSON.parse(shown.stdout)).toMatchObject({ state: "done", outcome: "transcribed" });
  const blind = await command(
    pipeline,
    { AFTERBEEP_ENCRYPTION_KEY: `other:${randomBytes(32).toString("base64")}` },
    "show",
    String(callId),
  );
  expect(blind).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("AFTERBEEP_ENCRYPTION_KEY does not hold"),
  });

  const recording = join(
    pipeline.env["AFTERBEEP_DATA"] ?? "",
    "recordings",
    "default",
    String(callId),
  );
  expect(existsSync(recording)).toBe(true);
  const erased = await command(pipeline, env, "erase", String(callId), "--json");
  expect(JSON.parse(erased.stdout)).toMatchObject({ callId, recording: true, histories: 1 });
  expect(existsSync(recording)).toBe(false);
  await until("Temporal has forgotten it", async () => {
    const found = await pipeline.client.workflow
      .getHandle(id)
      .describe()
      .catch(() => null);
    return found === null;
  });
  expect((await command(pipeline, env, "erase", "99999999", "--json")).code).toBe(1);
}, 120_000);

test("a codec seals with the first key, opens with any, and says which one is missing", async () => {
  const [old, fresh] = [
    { ...newKey(), id: "old" },
    { ...newKey(), id: "new" },
  ];
  const payload = defaultPayloadConverter.toPayload("the kitchen is flooding");
  const sealed = await createPayloadCodec([old]).encode([payload]);
  expect(Buffer.from(sealed[0]?.data ?? []).toString("latin1")).not.toContain("kitchen");
  const [opened = {}] = await createPayloadCodec([fresh, old]).decode(sealed);
  expect(defaultPayloadConverter.fromPayload(opened)).toBe("the kitchen is flooding");
  expect(() => createPayloadCodec([fresh]).decode(sealed)).toThrow("key old");
  expect(await createPayloadCodec([fresh]).decode([payload])).toEqual([payload]);
  expect(() => createPayloadCodec([{ ...fresh, id: "old" }]).decode(sealed)).toThrow("another key");
});

test("the codec endpoint decrypts for who shows the token, for the Web UI's origin alone", async () => {
  const codec = createPayloadCodec([newKey()]);
  const server = await createCodecServer({
    codec,
    token: "t0ken",
    origins: ["http://localhost:8233"],
    host: "127.0.0.1",
    port: 0,
  });
  onTestFinished(() => server.close());
  const [sealed] = await codec.encode([defaultPayloadConverter.toPayload("flooding")]);
  const text = (bytes: Uint8Array | null | undefined) =>
    Buffer.from(bytes ?? []).toString("base64");
  const payloads = [
    {
      metadata: Object.fromEntries(
        Object.entries(sealed?.metadata ?? {}).map(([name, value]) => [name, text(value)]),
      ),
      data: text(sealed?.data),
    },
  ];
  const body = JSON.stringify({ payloads });
  const ask = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${server.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
  const webUi = "http://localhost:8233";
  const seen = await ask("/decode", { authorization: "Bearer t0ken", origin: webUi });
  expect(seen.status).toBe(200);
  const decoded = (await seen.json()) as { readonly payloads: readonly { data: string }[] };
  expect(Buffer.from(decoded.payloads[0]?.data ?? "", "base64").toString()).toBe('"flooding"');
  const letsIn = "access-control-allow-origin";
  expect(seen.headers.get(letsIn)).toBe(webUi);
  expect((await ask("/decode", { authorization: "Bearer wrong", origin: webUi })).status).toBe(401);
  const elsewhere = { authorization: "Bearer t0ken", origin: "http://evil.example" };
  expect((await ask("/decode", elsewhere)).headers.get(letsIn)).toBeNull();
  // A Web UI without a login has the token in its codec's address.
  expect((await ask("/t0ken/decode")).status).toBe(200);
  expect((await ask("/wrong/decode")).status).toBe(401);
  const preflight = await fetch(`${server.url}/decode`, {
    method: "OPTIONS",
    headers: { origin: webUi },
  });
  expect(preflight.status).toBe(204);
});

test("with a key messages of failures are not legible either, and a worker with another key harms nothing", async () => {
  const pipeline = await openPipeline(inject("temporalAddress"), {
    env: { AFTERBEEP_ENCRYPTION_KEY: `k1:${randomBytes(32).toString("base64")}` },
  });
  onTestFinished(pipeline.close);
  await pipeline.start("receiver");
  const callId = await pipeline.aircall.leave({ media: { kind: "stub" } });
  const handle = pipeline.client.workflow.getHandle(workflowIdFor("default", callId));
  await until("the voicemail is started", () => handle.describe().catch(() => null));

  const stranger = await pipeline.start("worker", {
    AFTERBEEP_ENCRYPTION_KEY: `k2:${randomBytes(32).toString("base64")}`,
  });
  await until("the stranger has failed a task", async () => {
    const { raw } = await handle.describe();
    return (raw.pendingWorkflowTask?.attempt ?? 0) > 1;
  });
  expect((await handle.describe()).status.name).toBe("RUNNING");
  stranger.kill("SIGTERM");
  await stranger.exit;

  await pipeline.start("worker");
  await until("the voicemail is delivered", async () => {
    return (await handle.describe()).status.name === "COMPLETED";
  });
  const texts = JSON.stringify(await handle.fetchHistory());
  expect(texts).toContain("RecordingUnreadable");
  expect(texts).toContain("Encoded failure");
  expect(texts).not.toContain("audio");
  const shown = await command(pipeline, {}, "show", String(callId), "--json");
  expect(JSON.parse(shown.stdout)).toMatchObject({
    state: "done",
    lastError: expect.stringMatching(/^RecordingUnreadable: .*audio/),
  });
}, 120_000);
