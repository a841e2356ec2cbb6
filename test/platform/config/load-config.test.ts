import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { ConfigError } from "../../../platform/config/config-error.ts";
import { loadConfig, type Environment, type Needs } from "../../../platform/config/load-config.ts";
import { variables } from "../../../platform/config/variables.ts";
import { startCli } from "../../support/pipeline.ts";

const good = { AIRCALL_API_ID: "id", AIRCALL_API_TOKEN: "token", AIRCALL_WEBHOOK_TOKEN: "a, b" };
const all: Needs = { credential: true, webhookToken: () => false };

function problemsOf(env: Environment, needs: Needs = all): string[] {
  try {
    loadConfig(env, needs);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ variable }) => variable);
  }
}

test("three variables are enough, and the defaults are the documented ones", () => {
  const config = loadConfig(good, all);
  expect(config).toMatchObject({
    account: {
      baseUrl: "https://api.aircall.io",
      name: "default",
      webhookTokens: ["a", "b"],
      dryRun: false,
    },
    receiver: { port: 8787 },
    timing: {
      sweepEveryMs: 900_000,
      budgets: { assetWaitMs: 86_400_000, recordingMs: 600_000, transcriptionMs: 1_800_000 },
    },
    storage: {
      spool: "data/spool",
      recordings: "data/recordings",
      hosts: ["*.amazonaws.com", "*.aircall.io"],
    },
    media: { engines: ["local"], analyzer: "local" },
    credential: { apiId: "id", apiToken: "token" },
  });
});

test("every problem is told at once", () => {
  expect(problemsOf({})).toEqual(["AIRCALL_API_ID", "AIRCALL_API_TOKEN", "AIRCALL_WEBHOOK_TOKEN"]);
  expect(
    problemsOf({
      ...good,
      AIRCALL_BASE_URL: "ftp://x",
      WEBHOOK_PORT: "99999",
      ASSET_WAIT: "soon",
      DRY_RUN: "perhaps",
      TRANSCRIBERS: "whisper",
      AIRCALL_ACCOUNT: "a b",
    }),
  ).toEqual([
    "AIRCALL_BASE_URL",
    "AIRCALL_ACCOUNT",
    "DRY_RUN",
    "WEBHOOK_PORT",
    "ASSET_WAIT",
    "TRANSCRIBERS",
  ]);
});

test("a process is asked only for what it needs", () => {
  expect(problemsOf({ AIRCALL_WEBHOOK_TOKEN: "a" }, { webhookToken: () => false })).toEqual([]);
  expect(problemsOf({ AIRCALL_ACCESS_TOKEN: "a" }, { credential: true })).toEqual([]);
});

test("OpenAI is used only with a key", () => {
  expect(problemsOf({ ...good, ANALYZER: "openai" })).toEqual(["OPENAI_API_KEY"]);
  expect(problemsOf({ ...good, TRANSCRIBERS: "openai,local", OPENAI_API_KEY: "k" })).toEqual([]);
});

test("Aircall's own transcript comes before engines that hear, and is never alone", () => {
  const read = (TRANSCRIBERS: string, more: Environment = {}) =>
    loadConfig({ ...good, TRANSCRIBERS, ...more }, all);
  expect(read("aircall,local")).toMatchObject({
    media: { usesAircall: true, engines: ["local"] },
    timing: { budgets: { aircallTranscriptMs: 30_000 } },
  });
  const wait = { AIRCALL_TRANSCRIPT_WAIT: "5s" };
  expect(read("aircall,local", wait).timing.budgets.aircallTranscriptMs).toBe(5_000);
  expect(read("local", wait)).toMatchObject({ media: { usesAircall: false } });
  expect(read("local", wait).timing.budgets).not.toHaveProperty("aircallTranscriptMs");
  for (const wrong of ["aircall", "local,aircall", "aircall,aircall", "aircall,local,aircall"]) {
    expect(problemsOf({ ...good, TRANSCRIBERS: wrong }), wrong).toEqual(["TRANSCRIBERS"]);
  }
});

test("an engine is what stands in the list, not what looks like it", () => {
  // No URL, no key: each of them is asked for by the engine that needs it, and by no other.
  expect(problemsOf({ ...good, TRANSCRIBERS: "compatible" })).toEqual(["COMPATIBLE_BASE_URL"]);
  expect(problemsOf({ ...good, TRANSCRIBERS: "openai-x" })).toEqual(["TRANSCRIBERS"]);
});

test("a worker's version is named in full or not at all", () => {
  const version = { TEMPORAL_DEPLOYMENT_NAME: "afterbeep", TEMPORAL_WORKER_BUILD_ID: "0.2.0" };
  expect(problemsOf({ ...good, ...version })).toEqual([]);
  expect(problemsOf({ ...good, TEMPORAL_DEPLOYMENT_NAME: "afterbeep" })).toEqual([
    "TEMPORAL_WORKER_BUILD_ID",
  ]);
});

test("what is wrong is shown, unless it is a secret, somebody's number, or stands in a URL for a password", () => {
  const messageOf = (env: Environment): string => {
    try {
      loadConfig(env);
    } catch (error) {
      return String(error);
    }
    throw new Error("nothing was wrong");
  };
  const secrets = {
    AFTERBEEP_ENCRYPTION_KEY: "hush-hush",
    CODEC_TOKEN: "hush",
    VIP_NUMBERS: "hush-0958",
  };
  const message = messageOf({ ...secrets, ASSET_WAIT: "soon", PUBLIC_URL: "ftp://me:hush@host" });
  expect(message).toContain('ASSET_WAIT is "soon", which is not usable');
  expect(message).toContain('PUBLIC_URL is "...@host"');
  for (const name of Object.keys(secrets)) expect(message).toContain(`${name} is not usable`);
  expect(message).not.toContain("hush");
  expect(message).not.toContain("copy .env.example");
});

test("every variable that holds a secret is marked as one", () => {
  const secrets = Object.entries(variables).filter(([name]) => /_(?:TOKEN|KEY|API_ID)$/.test(name));
  expect(secrets.length).toBeGreaterThan(7);
  for (const [name, schema] of secrets) expect(schema.meta()?.["private"], name).toBe(true);
});

test("what is set to nothing counts as not set", () => {
  expect(loadConfig({ ...good, ASSET_WAIT: " " }, all).timing.budgets.assetWaitMs).toBe(86_400_000);
});

test("a message names the variable, its value, what was expected and an example, and where to begin", async () => {
  const wrong = startCli(["up"], { AIRCALL_API_TOKEN: "hush", WEBHOOK_PORT: "eighty" });
  expect(await wrong.exit).toBe(78);
  expect(wrong.log()).toContain(
    'WEBHOOK_PORT is "eighty", which is not usable; expected a port from 0 to 65535',
  );
  expect(wrong.log()).toContain("AIRCALL_API_ID is not set; expected");
  expect(wrong.log()).toContain("for example AIRCALL_API_ID=");
  expect(wrong.log().trimEnd().split("\n").at(-1)).toMatch(
    /copy \.env\.example to \.env.*npx afterbeep setup/,
  );
  expect(wrong.log()).not.toMatch(/hush|at file:|node:internal/);
});

test("wrong usage ends with 2, help with 0", async () => {
  expect(await startCli(["dance"], {}).exit).toBe(2);
  const help = startCli(["--help"], {});
  expect(await help.exit).toBe(0);
  expect(help.log()).toContain("demo");
});

test(".env.example and docs/reference/configuration.md have every variable, and no other", () => {
  const names = Object.keys(variables).toSorted();
  const example = readFileSync(".env.example", "utf8");
  const found = [...example.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name).toSorted();
  expect(found).toEqual(names);
  const page = readFileSync("docs/reference/configuration.md", "utf8");
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map(([, name]) => name).toSorted();
  expect(rows).toEqual(names);
});

test("the examples in .env.example are usable", () => {
  const example = readFileSync(".env.example", "utf8");
  const env = parseEnv(example.replaceAll(/^# (?=[A-Z_]+=)/gm, ""));
  expect(Object.keys(env).length).toBeGreaterThan(30);
  expect(problemsOf({ ...env, ...good })).toEqual([]);
});
