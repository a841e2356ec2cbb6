import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { createServerKeeper } from "../../../app/process/server-keeper.ts";
import { parseJson } from "../../../domain/parse-json.ts";
import { loadConfig } from "../../../platform/config/load-config.ts";
import { endProcess, isAlive } from "../../../platform/process/other-process.ts";
import { createLog } from "../../../platform/telemetry/log.ts";
import { until } from "../../support/until.ts";

test("a server that is still being started when the process is asked to stop is released", async () => {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-keeper-"));
  const env = { AFTERBEEP_DATA: folder, TEMPORAL_CLI_PATH: inject("temporalCli") };
  const { promise: stop, resolve: askToStop } = Promise.withResolvers<void>();
  const keeper = createServerKeeper({
    env,
    config: loadConfig(env),
    log: createLog({ logLevel: "silent", logFormat: "json" }),
    stop,
  });

  const outcome = keeper.open().then(() => "opened", String);
  // At once: its process is on its way, and nobody can know yet that it answers.
  askToStop();
  const [pid] = await Promise.all([
    until("its process is there", async () => {
      const text = await readFile(join(folder, "temporal.json"), "utf8").catch(() => "");
      // Undefined while it is being written.
      return (parseJson(text) as { pid: number } | undefined)?.pid;
    }),
    keeper.release(),
  ]);
  onTestFinished(async () => {
    await endProcess(pid, 5_000);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  expect(isAlive(pid)).toBe(false);
  expect(await outcome).toContain("stopped before a Temporal server was there");
});
