import { expect, inject, test } from "vitest";
import { openVoicemails } from "../../client/ask/voicemail-queries.ts";
import { defaultAccount } from "../../domain/account/account-id.ts";
import { workflowIdFor } from "../../domain/wire.ts";
import { sample } from "../support/aircall.ts";
import { openPipeline } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

test("a worker that starts with a good credential wakes what waits for it; few requests were wasted", async () => {
  const sick = await openPipeline(inject("temporalAddress"), { env: { SWEEP_EVERY: "1h" } });
  try {
    await sick.aircall.control("PATCH", "settings", { credentialRevoked: true });
    await sick.start("receiver");
    const worker = await sick.start("worker");
    const callIds = await Promise.all(
      Array.from({ length: 30 }, () => sick.aircall.leave({ media: sample("silent.mp3") })),
    );
    await until("all wait for the credential", async () => {
      const { count } = await sick.client.workflow.count(openVoicemails(defaultAccount));
      if (count < callIds.length) return false;
      const stories = await Promise.all(
        callIds.map((callId) =>
          sick.client.workflow
            .getHandle(workflowIdFor("default", callId))
            .query<{ lastError: string | null }>("progress"),
        ),
      );
      return stories.every(({ lastError }) => lastError?.startsWith("AircallUnauthorized"));
    });
    expect((await sick.aircall.requests()).total).toBeLessThan(12);
    worker.kill("SIGTERM");
    expect(await worker.exit).toBe(0);
    await sick.aircall.control("PATCH", "settings", { credentialRevoked: false });
    await sick.start("worker");
    const results = await Promise.all(callIds.map(sick.result));
    expect(results.every(({ status }) => status === "delivered")).toBe(true);
    expect(sick.logs()).toContain("Aircall refuses the credential");
  } finally {
    await sick.close();
  }
}, 180_000);
