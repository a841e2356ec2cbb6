import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { sample } from "../support/aircall.ts";
import { command } from "../support/cli/command.ts";
import { misfits } from "../support/cli/json-page.ts";
import { openPipeline, startCli, type Pipeline } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

/*
 * docs/reference/json.md against what commands print. `demo` is held against it in demo.test.ts.
 */

let pipeline: Pipeline;
/** An urgent voicemail, delivered. */
let callId: number;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  pipeline = await openPipeline(inject("temporalAddress"), { env: { SWEEP_EVERY: "1h" } });
  await pipeline.start();
  const publicUrl = pipeline.webhookUrl().replace("/webhooks/aircall", "");
  env = { ...pipeline.env, PUBLIC_URL: publicUrl, LOG_LEVEL: "silent" };
  callId = await pipeline.aircall.leave({ media: sample("urgent.mp3") });
  expect(await pipeline.result(callId)).toMatchObject({ outcome: "transcribed" });
}, 120_000);
afterAll(() => pipeline.close());

/** The lines of a command, each as the page says. */
async function described(name: string, args: readonly string[], stdin = ""): Promise<unknown[]> {
  const { stderr, lines } = await command([...name.split(" "), ...args, "--json"], env, stdin);
  const printed = lines();
  expect(printed.length, stderr).toBeGreaterThan(0);
  expect(printed.flatMap((line) => misfits(name, line))).toEqual([]);
  return printed;
}

test("of what reads a voicemail", async () => {
  const id = String(callId);
  await described("list", []);
  const [{ comment = null }] = (await described("show", [id])) as [{ comment?: string }];
  expect(comment).toBeNull();
  const [whole] = (await described("show", [id, "--comment"])) as [{ comment: string }];
  expect(whole.comment).toContain(`afterbeep:${id}`);
  await described("verify", []);
  await described("explain", [id]);
});

test("of tail, from start to end", async () => {
  const tail = startCli(["tail", "--from", "1h", "--json"], env);
  const lines = (): string[] =>
    tail
      .log()
      .split("\n")
      .filter((line) => line.startsWith("{"));
  await until("start and end were told", () => lines().length >= 2);
  tail.kill("SIGINT");
  expect(await tail.exit).toBe(0);
  expect(lines().flatMap((line) => misfits("tail", JSON.parse(line)))).toEqual([]);
});

test("of what sets up and checks an account", async () => {
  await described("setup", ["--dry-run"]);
  await described("setup", ["--yes"]);
  await described("doctor", []);
  await described("probe", []);
  await described("throttle show", []);
  expect(await described("throttle set", ["default", "1900"])).toEqual([
    { account: "default", before: 2000, requestsPerMinute: 1900 },
  ]);
  expect(await described("throttle unset", ["default"])).toEqual([
    { account: "default", before: 1900, requestsPerMinute: 100 },
  ]);
  await described("throttle set", ["default", "2000"]);
}, 120_000);

test("of what changes voicemails", async () => {
  await described("simulate", [sample("silent.mp3").path]);
  const waited = await described("simulate", [sample("silent.mp3").path, "--wait"]);
  const [left] = waited as [{ callId: number; comment: string }];
  expect(left.comment).toContain(`afterbeep:${left.callId}`);
  await pipeline.result(left.callId);
  await described("simulate", ["--post", String(callId), "--receiver", env["PUBLIC_URL"] ?? ""]);
  await described("retry", [String(left.callId)]);
  const again = pipeline.client.workflow.getHandle(`voicemail:default:${left.callId}`);
  await again.result();
  await described("erase", [String(left.callId)]);
}, 120_000);

test("of what needs no account", async () => {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-json-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const speech = join(folder, "cards.mp3");
  await copyFile(sample("human-cards.mp3").path, speech);
  await writeFile(join(folder, "cards.txt"), "eight of spades");
  await writeFile(join(folder, "broken.mp3"), "<html>");
  const heard = await described("transcribe", [folder, join(folder, "absent.mp3")]);
  expect(heard).toHaveLength(3);
  await rm(join(folder, "broken.mp3"));
  expect(await described("bench speech", [folder, "--each"])).toHaveLength(3);
  await described("models list", []);
  const messages = [
    { id: "a", text: "The kitchen is flooding, call me back before noon on 020 7946 0958." },
    { id: 2, text: "Bonjour, il y a le feu dans la cuisine, rappelez-moi." },
    { text: "" },
    { text: 5 },
  ];
  const input = messages.map((one) => JSON.stringify(one)).join("\n");
  expect(await described("analyze", [], input)).toHaveLength(4);
}, 120_000);
