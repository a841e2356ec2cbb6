import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { workflowIdFor } from "../../domain/wire.ts";
import { sample } from "../support/aircall.ts";
import { command } from "../support/cli/command.ts";
import { openPipeline, type Pipeline } from "../support/pipeline.ts";
import { onTerminal } from "../support/cli/terminal.ts";
import { until } from "../support/until.ts";

let pipeline: Pipeline;
let env: NodeJS.ProcessEnv;
/** Started in this order; the one in the middle ends last. */
let urgent: number;
let broken: number;
let silent: number;

beforeAll(async () => {
  pipeline = await openPipeline(inject("temporalAddress"), {
    env: { SWEEP_EVERY: "1h", TAG_NAMES: "voicemail:urgent=Dringend" },
  });
  await pipeline.start();
  env = { ...pipeline.env, LOG_LEVEL: "silent", TEMPORAL_UI_URL: "http://temporal.example.com/" };
}, 120_000);
afterAll(() => pipeline.close());

test("where there is none yet, list says so", async () => {
  expect(await command(["list"], env)).toMatchObject({
    code: 0,
    stdout: "",
    stderr: `no voicemail of account default is known to Temporal (${env["TEMPORAL_ADDRESS"]})\n`,
  });
});

test("list has a heading and the latest start first, whoever ended last", async () => {
  urgent = await pipeline.aircall.leave({ media: sample("urgent.mp3") });
  await pipeline.result(urgent);
  broken = await pipeline.aircall.leave({ media: { kind: "html" } });
  const wrong = pipeline.client.workflow.getHandle(workflowIdFor("default", broken));
  await until("it has started", () => wrong.describe().catch(() => null));
  silent = await pipeline.aircall.leave({ media: sample("silent.mp3") });
  await pipeline.result(silent);
  await wrong.result();
  const { stdout } = await command(["list"], env);
  const [heading = "", ...rows] = stdout.trimEnd().split("\n");
  expect(heading.split(/ {2,}/)).toEqual([
    "TIME",
    "URGENCY",
    "OUTCOME",
    "CALL",
    "FIRST LINE, OR STEP",
  ]);
  expect(rows.map((row) => row.split(/ {2,}/).slice(1))).toEqual([
    ["-", "empty", String(silent), expect.stringMatching(/^EMPTY - /)],
    ["-", "unreadable", String(broken), expect.stringMatching(/^UNREADABLE/)],
    ["5/5", "transcribed", String(urgent), expect.stringMatching(/^URGENT 5\/5 - /)],
  ]);
  const times = rows.map((row) => row.split(/ {2,}/)[0] ?? "");
  expect(times).toEqual(times.toSorted().toReversed());
  // The time is UTC in a pipe, and local on a terminal.
  expect(times[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  const onScreen = await onTerminal(["list"], { ...env, TZ: "Asia/Tokyo" });
  const [{ startedAt }] = (await command(["list", "--json"], env)).lines() as [
    { startedAt: number },
  ];
  const inTokyo = new Date(startedAt + 9 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
  expect(onScreen.screen).toContain(`${inTokyo}  -        empty`);
});

test("one that was run again stands where its latest run started", async () => {
  expect(await command(["retry", String(urgent)], env)).toMatchObject({ code: 0 });
  await pipeline.client.workflow.getHandle(workflowIdFor("default", urgent)).result();
  const rows = (await command(["list", "--json"], env)).lines() as { callId: number }[];
  expect(rows.map(({ callId }) => callId)).toEqual([urgent, silent, broken]);
});

test("show begins with what a person wants to know, and names the page", async () => {
  const { code, stdout } = await command(["show", String(urgent)], env);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^URGENT 5\/5 - /);
  expect(stdout).toContain("\nurgency   5 of 5\noutcome   transcribed, delivered by comment\n");
  expect(stdout).toContain("\ntags      voicemail, Dringend");
  expect(stdout).toContain(
    `\npage      http://temporal.example.com/namespaces/${env["TEMPORAL_NAMESPACE"]}/workflows/${encodeURIComponent(`voicemail:default:${urgent}`)}/`,
  );
  expect(stdout).not.toMatch(/^step /m);
  expect(stdout).not.toContain(`afterbeep:${urgent}`);
  const whole = await command(["show", String(urgent), "--comment"], env);
  const { comments } = await pipeline.aircall.call(urgent);
  expect(whole.stdout.startsWith(comments.at(-1)?.content ?? "none")).toBe(true);
});

test("what a delivered one has recovered from is no last error", async () => {
  // As when a tag is known by an id that is gone.
  const fault = { method: "POST", path: "/tags$", count: 1, kind: "status", status: 400 };
  await pipeline.aircall.control("POST", "faults", fault);
  const callId = await pipeline.aircall.leave({ media: sample("silent.mp3") });
  await pipeline.result(callId);
  const { stdout } = await command(["show", String(callId)], env);
  expect(stdout).toContain("\nrecovered from AircallInvalidRequest");
  expect(stdout).not.toMatch(/^error /m);
});

test("on a terminal a retry of what ended well is asked about, and no is no", async () => {
  const before = (await pipeline.aircall.call(silent)).comments.length;
  const refused = await onTerminal(["retry", String(silent)], env, "n");
  expect(refused.screen).toContain(
    `Call ${silent} was delivered already (empty): it gets a second comment`,
  );
  expect(refused.code).toBe(1);
  expect((await pipeline.aircall.call(silent)).comments).toHaveLength(before);
  const agreed = await onTerminal(["retry", String(silent)], env, "y");
  expect(agreed.code).toBe(0);
  await pipeline.client.workflow.getHandle(workflowIdFor("default", silent)).result();
  expect((await pipeline.aircall.call(silent)).comments).toHaveLength(before + 1);
});

test("on a terminal erase asks, and Enter erases nothing", async () => {
  const kept = await onTerminal(["erase", String(silent)], env, "");
  expect(kept.screen).toContain(
    `Erase the recording, the histories and the text of call ${silent}`,
  );
  expect([kept.code, kept.screen.includes("Erased of call")]).toEqual([1, false]);
  expect((await command(["show", String(silent)], env)).code).toBe(0);
  const erased = await onTerminal(["erase", String(silent), "--yes"], env);
  expect([erased.code, erased.screen.includes("[y/N]")]).toEqual([0, false]);
  expect(erased.screen).toContain(`Erased of call ${silent}`);
});

test("verify says of which span it speaks", async () => {
  const { stdout } = await command(["verify", "--from", "2026-01-01", "--to", "now"], env);
  expect(stdout).toMatch(/^\d delivered, from 2026-01-01T00:00:00\.000Z to 20/m);
});
