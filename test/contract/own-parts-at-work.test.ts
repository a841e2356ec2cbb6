import { expect, inject, onTestFinished, test } from "vitest";
import { sample } from "../support/aircall.ts";
import { openPipeline, startCli } from "../support/pipeline.ts";

test("up hears with an engine of the operator's own, and judges with an analyzer of theirs", async () => {
  const pipeline = await openPipeline(inject("temporalAddress"), {
    env: {
      TRANSCRIBERS: "module:examples/own-engine/engine.ts",
      ANALYZER: "module:examples/own-analyzer/analyzer.ts",
    },
  });
  onTestFinished(pipeline.close);
  await pipeline.start("up");
  const callId = await pipeline.aircall.leave({ media: sample("calm.mp3") });
  expect(await pipeline.result(callId)).toMatchObject({ status: "delivered" });
  const [comment] = (await pipeline.aircall.call(callId)).comments;
  expect(comment?.content).toContain("my order");
  expect(comment?.content).toContain("parrot");

  const doctor = startCli(["doctor", "--json"], pipeline.env);
  await doctor.exit;
  expect(doctor.log()).toMatch(
    /"check":"engine-module","ok":(?:true|false),"detail":"examples\/own-engine\/engine.ts/,
  );
}, 300_000);
