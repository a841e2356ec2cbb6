import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { sample } from "../support/aircall.ts";
import { freePort } from "../../platform/process/free-port.ts";
import { startCli } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

interface Ran {
  readonly code: number | null;
  readonly lines: Record<string, unknown>[];
  readonly text: string;
}

/**
 * What docs/run/operations.md says, command by command, with nothing prepared: the embedded server,
 * the simulator's own process.
 */
test("from a fresh account to the first voicemail: setup, doctor all green, simulate, tail, show", async () => {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-first-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const simulator = await startSimulator();
  const port = await freePort();
  const env = {
    TEMPORAL_CLI_PATH: inject("temporalCli"),
    AFTERBEEP_DATA: folder,
    AIRCALL_BASE_URL: simulator,
    AIRCALL_API_ID: "id",
    AIRCALL_API_TOKEN: "token",
    RECORDING_HOSTS: "127.0.0.1",
    WEBHOOK_PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    LOG_LEVEL: "warn",
  };
  const run = async (...args: string[]): Promise<Ran> => {
    const process = startCli([...args, "--json"], env);
    const code = await process.exit;
    const text = process.log();
    const lines = text
      .split("\n")
      .filter((line) => line.startsWith('{"') && !line.startsWith('{"level'));
    return { code, text, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
  };

  // Before anything is set up, doctor says what is missing, and `up` would too.
  const before = await run("doctor");
  expect(before.code).toBe(1);
  const broken = before.lines.filter(({ ok }) => ok === false).map(({ check }) => check);
  expect(broken).toEqual(["throttle", "webhook"]);

  const plan = await run("setup", "--dry-run");
  expect([plan.code, plan.lines]).toMatchObject([0, [{ done: null }]]);
  const [{ changes }] = plan.lines as [{ changes: string[] }];
  expect(changes.map((change) => change.split(" ").slice(0, 2).join(" "))).toEqual([
    "let account",
    "look for",
    "create a",
  ]);
  expect(await webhooksOf(simulator)).toHaveLength(0);
  const first = await run("setup", "--yes");
  expect([first.code, first.lines]).toMatchObject([0, [{ changes, done: "create", active: true }]]);
  expect(first.text).toContain(`would ${changes[0]}`);
  const second = await run("setup");
  expect([second.code, second.lines]).toMatchObject([0, [{ changes: [], done: "nothing" }]]);
  expect(await webhooksOf(simulator)).toHaveLength(1);

  const notStarted = await run("doctor");
  expect([notStarted.code, notStarted.lines.filter(({ ok }) => ok !== true)]).toEqual([0, []]);

  const up = startCli(["up"], { ...env, LOG_LEVEL: "info" });
  onTestFinished(async () => {
    up.kill("SIGTERM");
    await up.exit;
  });
  await up.ready("workers");
  const started = await run("doctor");
  expect([started.code, started.lines.filter(({ ok }) => ok !== true)]).toEqual([0, []]);

  const tail = startCli(["tail", "--json", "--from", "1m"], env);
  onTestFinished(async () => {
    tail.kill("SIGKILL");
    await tail.exit;
  });
  await until("it follows", () => tail.log().includes("following"));
  const left = await run("simulate", sample("urgent.mp3").path);
  expect(left.code, left.text).toBe(0);
  const callId = Number(left.lines[0]?.["callId"]);
  await until(
    "tail tells of the delivery",
    () => tail.log().includes('"news":"delivered"'),
    180_000,
  );
  tail.kill("SIGINT");
  expect(await tail.exit).toBe(0);
  const told = tail
    .log()
    .split("\n")
    .filter((line) => line.startsWith("{") && line.includes('"news"'));
  expect(told.map((line): unknown => JSON.parse(line))).toMatchObject([
    { callId, news: "started", outcome: null },
    { callId, news: "delivered", outcome: "transcribed", via: "comment" },
  ]);
  const shown = await run("show", String(callId));
  expect(shown.lines).toMatchObject([{ callId, state: "done", outcome: "transcribed" }]);

  // A webhook posted by hand is taken, and delivers nothing twice.
  const posted = await run("simulate", "--post", String(callId));
  expect([posted.code, posted.lines]).toMatchObject([0, [{ callId }]]);
  expect((await run("simulate")).code).toBe(2);
  expect((await run("verify", "--from", "1h")).lines).toMatchObject([
    { callId, status: "delivered" },
  ]);
}, 300_000);

test("simulate never sends a recording to Aircall itself", async () => {
  const run = startCli(["simulate", sample("urgent.mp3").path], {});
  expect(await run.exit).toBe(1);
  expect(run.log()).toContain("--simulator");
});

async function startSimulator(): Promise<string> {
  const main = new URL("../../simulator/main.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [
    main,
    "--exit-with-parent",
    "--port=0",
    "--api-id=id",
    "--api-token=token",
  ]);
  onTestFinished(() => void child.kill("SIGTERM"));
  let output = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  const line = await until("the simulator serves", () => output.includes("\n") && output);
  return (JSON.parse(line) as { url: string }).url;
}

async function webhooksOf(simulator: string): Promise<unknown[]> {
  const authorization = `Basic ${Buffer.from("id:token").toString("base64")}`;
  const answer = await fetch(`${simulator}/v1/webhooks`, { headers: { authorization } });
  return ((await answer.json()) as { webhooks: unknown[] }).webhooks;
}
