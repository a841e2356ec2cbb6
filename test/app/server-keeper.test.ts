import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { createServerKeeper } from "../../app/process/server-keeper.ts";
import { parseJson } from "../../domain/parse-json.ts";
import { loadConfig } from "../../platform/config/load-config.ts";
import { endProcess, isAlive } from "../../platform/process/other-process.ts";
import { createLog } from "../../platform/telemetry/log.ts";
import { until } from "../support/until.ts";

test("a server that is still being started when the process is asked to stop is released", async () => {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-keeper-"));
  const env = { AFTERBEEP_DATA: folder, TEMPORAL_CLI_PATH: inject("temporalCli") };
  const { promise: stop, resolve: askToStop } = Promise.withResolvers<void>();
  const keeper = createServerKeeper({
    env,
    config: loadConfig(env),
    log: createLog("silent"),
    stop,
  });

  const outcome = keeper.open().then(() => "opened", String);
  const pid = await until("its process is there", async () => {
    const text = await readFile(join(folder, "temporal.json"), "utf8").catch(() => "");
    // Undefined while it is being written.
    return (parseJson(text) as { pid: number } | undefined)?.pid;
  });
  onTestFinished(async () => {
    await endProcess(pid, 5_000);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  askToStop();
  await keeper.release();
  expect(isAlive(pid)).toBe(false);
  expect(await outcome).toContain("stopped before a Temporal server was there");
});
