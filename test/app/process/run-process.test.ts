import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { isAlive } from "../../../platform/process/other-process.ts";
import { bareEnvironment, takenPort } from "../../support/bare-start.ts";
import { startCli } from "../../support/pipeline.ts";

/*
 * A process that cannot open its next part lets go of all that it has opened, and so it ends.
 */

test("a Temporal profile that does not exist ends a receiver, which listens by then or would", async () => {
  const run = startCli(["receiver"], { ...(await bareEnvironment()), TEMPORAL_PROFILE: "nobody" });
  onTestFinished(() => run.kill("SIGKILL"));
  expect(await run.exit).toBe(1);
});

test("a port that is taken ends a process that has opened account, receiver and runtime", async () => {
  const port = await takenPort();
  const run = startCli(["up"], { ...(await bareEnvironment()), HEALTH_PORT: String(port) });
  onTestFinished(() => run.kill("SIGKILL"));
  expect(await run.exit).toBe(1);
  expect(run.log()).toContain("accepting webhooks");
  expect(run.log()).toContain("HEALTH_PORT");
});

test.each(["up", "worker"])(
  "%s ends with a sentence where its ffmpeg does not run",
  async (command) => {
    const run = startCli([command], {
      ...(await bareEnvironment()),
      FFMPEG_BIN: "/nonexistent/ffmpeg",
    });
    onTestFinished(() => run.kill("SIGKILL"));
    expect(await run.exit).toBe(1);
    expect(run.log()).toContain("FFMPEG_BIN is /nonexistent/ffmpeg, which does not run\n");
    expect(run.log()).not.toContain("    at ");
  },
);

test("an embedded Temporal server does not outlive an up that cannot work", async () => {
  const { TEMPORAL_ADDRESS: _address, ...rest } = await bareEnvironment();
  const embedded = { ...rest, PATH: process.env["PATH"], TEMPORAL_CLI_PATH: inject("temporalCli") };
  const run = startCli(["up"], { ...embedded, FFMPEG_BIN: "/nonexistent/ffmpeg" });
  onTestFinished(() => run.kill("SIGKILL"));
  expect(await run.exit).toBe(1);
  const { pid } = JSON.parse(
    await readFile(join(rest["AFTERBEEP_DATA"] ?? "", "temporal.json"), "utf8").catch(
      () => '{"pid":null}',
    ),
  ) as { pid: number | null };
  expect(pid === null || !isAlive(pid)).toBe(true);
});
