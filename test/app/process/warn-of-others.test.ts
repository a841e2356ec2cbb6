import { expect, inject, onTestFinished, test } from "vitest";
import { openPipeline, startCli } from "../../support/pipeline.ts";
import { until } from "../../support/until.ts";

test("a second account in the namespace is warned of, and tail ends with 0 at a Ctrl-C", async () => {
  const pipeline = await openPipeline(inject("temporalAddress"));
  onTestFinished(pipeline.close);
  await pipeline.start("worker");
  const second = startCli(["worker"], { ...pipeline.env, AIRCALL_ACCOUNT: "second" });
  onTestFinished(async () => {
    second.kill("SIGKILL");
    await second.exit;
  });
  await until("it warns", () => second.log().includes("has other accounts as well"));
  expect(second.log()).toMatch(/"account":"second","others":\["default"\]/);

  const tail = startCli(["tail"], pipeline.env);
  await until("it follows", () => tail.log().includes("following the voicemails"));
  tail.kill("SIGINT");
  expect(await tail.exit).toBe(0);
}, 300_000);
