import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Check } from "../../app/doctor/check.ts";
import {
  folderForTest,
  noFolder,
  openaiWith,
  quickEngine,
  somethingElse,
  withAccountPaused,
  withSettings,
  withWebhookOff,
  type Break,
  type Env,
} from "../support/doctor-faults.ts";
import { newNamespace, openPipeline, startCli, type Pipeline } from "../support/pipeline.ts";

let pipeline: Pipeline;
/** Where the receiver of this test is. */
let publicUrl: string;

beforeAll(async () => {
  pipeline = await openPipeline(inject("temporalAddress"), { env: { SWEEP_EVERY: "1h" } });
  await pipeline.start();
  publicUrl = pipeline.webhookUrl().replace("/webhooks/aircall", "");
  const setUp = startCli(["setup"], { ...pipeline.env, PUBLIC_URL: publicUrl });
  expect(await setUp.exit, setUp.log()).toBe(0);
}, 120_000);
afterAll(() => pipeline.close());
async function doctor(more: Env = {}): Promise<{ code: number | null; checks: Check[] }> {
  const run = startCli(["doctor", "--json"], {
    ...pipeline.env,
    PUBLIC_URL: publicUrl,
    LOG_LEVEL: "silent",
    ...more,
  });
  const code = await run.exit;
  const checks = run
    .log()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Check);
  return { code, checks };
}

test("a chain without a broken link is green, line by line", async () => {
  const { code, checks } = await doctor();
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(code).toBe(0);
  expect(checks.map(({ check }) => check)).toEqual([
    "node",
    "spool",
    "recordings",
    "readers",
    "disk",
    "ledger",
    "aircall",
    "limit",
    "clock",
    "temporal",
    "namespace",
    "retention",
    "search-attributes",
    "throttle",
    "workers",
    "webhook",
    "webhook-token",
    "receiver",
    "decoder",
    "engine-local",
  ]);
  expect(checks.every((one) => Object.keys(one).join() === "check,ok,detail,fix")).toBe(true);
});

const nowhere = "127.0.0.1:9";

const breaks: readonly Break[] = [
  {
    link: "the ledger's server is away",
    breakIt: () => ({ DATABASE_URL: `postgres://afterbeep@${nowhere}/ledger` }),
    check: "ledger",
    fix: /start the server, and check DATABASE_URL/,
  },
  {
    link: "Temporal is stopped",
    breakIt: () => ({ TEMPORAL_ADDRESS: nowhere }),
    check: "temporal",
    fix: /start the Temporal server, or set TEMPORAL_ADDRESS/,
    also: ["webhook"],
  },
  {
    link: "the namespace is not there",
    breakIt: () => ({ TEMPORAL_NAMESPACE: "nobody-made-it" }),
    check: "namespace",
    fix: /create namespace nobody-made-it/,
    also: ["webhook"],
  },
  {
    link: "the namespace is fresh",
    breakIt: async () => ({ TEMPORAL_NAMESPACE: await newNamespace(inject("temporalAddress")) }),
    check: "search-attributes",
    fix: /afterbeep setup/,
    also: ["retention", "throttle"],
  },
  {
    link: "the credential is revoked",
    breakIt: () =>
      withSettings(pipeline, { credentialRevoked: true }, { credentialRevoked: false }),
    check: "aircall",
    fix: /make a new key/,
    also: ["webhook"],
  },
  {
    link: "Aircall is not reached",
    breakIt: () => ({ AIRCALL_BASE_URL: `http://${nowhere}` }),
    check: "aircall",
    fix: /AIRCALL_BASE_URL/,
    also: ["webhook"],
  },
  {
    link: "Aircall grants less than is taken for granted",
    breakIt: () =>
      withSettings(
        pipeline,
        { limitHeadersAlways: true, requestsPerMinute: 1_500 },
        { limitHeadersAlways: false, requestsPerMinute: 120 },
      ),
    check: "limit",
    fix: /AIRCALL_REQUESTS_PER_MINUTE=1500/,
  },
  {
    link: "the webhook is switched off",
    breakIt: () => withWebhookOff(pipeline),
    check: "webhook",
    fix: /afterbeep setup/,
  },
  {
    link: "PUBLIC_URL is elsewhere",
    breakIt: () => ({ PUBLIC_URL: `http://${nowhere}` }),
    check: "webhook",
    fix: /set PUBLIC_URL to where the receiver is reached/,
  },
  {
    link: "the token is another one",
    breakIt: async () => ({
      AFTERBEEP_DATA: await folderForTest(),
      AIRCALL_WEBHOOK_TOKEN: "somebody-elses",
    }),
    check: "webhook-token",
    fix: /afterbeep setup/,
    also: ["receiver"],
  },
  {
    link: "the proxy leads to something else",
    breakIt: async () => ({ PUBLIC_URL: await somethingElse() }),
    check: "receiver",
    fix: /let the proxy send/,
    also: ["webhook"],
  },
  {
    link: "AFTERBEEP_DATA takes no file",
    breakIt: async () => ({ AFTERBEEP_DATA: await noFolder() }),
    check: "spool",
    fix: /AFTERBEEP_DATA/,
    also: ["recordings", "disk"],
  },
  {
    link: "RECORDING_STORE takes no file",
    breakIt: async () => ({ RECORDING_STORE: await noFolder() }),
    check: "recordings",
    fix: /RECORDING_STORE/,
  },
  {
    link: "the model is removed",
    breakIt: async () => ({ ASR_MODEL_DIR: await folderForTest() }),
    check: "engine-local",
    fix: /ASR_MODEL_DIR/,
  },
  {
    link: "the decoder does not run",
    breakIt: () => ({ FFMPEG_BIN: "/nowhere/ffmpeg" }),
    check: "decoder",
    fix: /FFMPEG_BIN/,
  },
  {
    link: "OpenAI is not reached",
    breakIt: () => ({
      TRANSCRIBERS: "openai,local",
      OPENAI_API_KEY: "key",
      OPENAI_BASE_URL: `http://${nowhere}/v1`,
    }),
    check: "engine-openai",
    fix: /OPENAI_API_KEY/,
  },
  {
    link: "the model is going away",
    breakIt: async () => {
      const soon = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
      const models = [{ id: "gpt-transcribe", shutdown_date: soon }, { id: "gpt-6-luna" }];
      return { OPENAI_API_KEY: "key", OPENAI_BASE_URL: await openaiWith(models) };
    },
    check: "model-transcription",
    fix: /OPENAI_TRANSCRIPTION_MODEL/,
  },
  {
    link: "the model of the analysis is not there",
    breakIt: async () => ({
      TRANSCRIBERS: "local",
      OPENAI_API_KEY: "key",
      OPENAI_BASE_URL: await openaiWith([{ id: "gpt-transcribe" }]),
    }),
    check: "model-analysis",
    fix: /OPENAI_ANALYSIS_MODEL/,
  },
  {
    link: "the account is paused",
    breakIt: () => withAccountPaused(pipeline),
    check: "throttle",
    fix: /afterbeep resume default/,
    also: ["webhook"],
  },
];

test.each(breaks)("$link: doctor names it, with the fix", async ({ breakIt, check, fix, also }) => {
  const engine = /^(?:engine|model|decoder)/.test(check) ? {} : await quickEngine();
  const { code, checks } = await doctor({ ...engine, ...(await breakIt()) });
  const broken = checks.filter(({ ok }) => !ok);
  expect(broken.map((one) => one.check).toSorted()).toEqual([check, ...(also ?? [])].toSorted());
  expect(broken.find((one) => one.check === check)?.fix).toMatch(fix);
  expect(code).toBe(1);
});

test("a configuration that is not complete is told as lines of its own, exit code 78", async () => {
  const { code, checks } = await doctor({ AIRCALL_API_TOKEN: "", WEBHOOK_PORT: "none" });
  expect(code).toBe(78);
  const broken = checks.filter(({ ok }) => !ok);
  expect(broken.map(({ check }) => check)).toEqual(["configuration", "configuration"]);
  expect(broken.map(({ detail }) => detail)).toEqual([
    'WEBHOOK_PORT is "none", which is not usable',
    "AIRCALL_API_TOKEN is not set",
  ]);
});

test("on Temporal Cloud it lists what only a person can do there", async () => {
  const { checks } = await doctor({ TEMPORAL_ADDRESS: nowhere, TEMPORAL_API_KEY: "key" });
  const steps = checks.filter(({ check }) => check.startsWith("temporal-cloud"));
  expect(steps.map(({ ok }) => ok)).toEqual([true, true, true, true]);
  expect(steps.map(({ detail }) => detail).join("\n")).toMatch(
    /retention.*\n.*AircallCallId \(Keyword\).*\n.*Fairness/,
  );
});
