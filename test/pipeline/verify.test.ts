import { expect, inject, test } from "vitest";
import { workflowIdFor } from "../../domain/wire.ts";
import { sample } from "../support/aircall.ts";
import { openPipeline, startCli } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

test("verify tells missing, pending and undeliverable apart; it gives its own permits when no worker runs", async () => {
  const quiet = await openPipeline(inject("temporalAddress"), { env: { SWEEP_EVERY: "1h" } });
  try {
    const verify = async () => {
      const run = startCli(["verify", "--from", "1h", "--json"], {
        ...quiet.env,
        LOG_LEVEL: "silent",
      });
      const code = await run.exit;
      const lines = run
        .log()
        .split("\n")
        .filter((line) => line.startsWith("{"));
      return { code, lines: lines.map((line): unknown => JSON.parse(line)) };
    };
    const media = sample("silent.mp3");
    const missing = await quiet.aircall.leave({ media, events: [] });
    const first = await verify();
    expect(first.code).toBe(1);
    expect(first.lines).toMatchObject([{ callId: missing, status: "missing", outcome: null }]);

    // Accepted while no worker is there.
    await quiet.start("receiver");
    const pending = await quiet.aircall.leave({ media });
    const handle = quiet.client.workflow.getHandle(workflowIdFor("default", pending));
    await until("it is started", () => handle.describe().catch(() => null));
    const gone = await quiet.aircall.leave({ media });
    const goneHandle = quiet.client.workflow.getHandle(workflowIdFor("default", gone));
    await until("it is started", () => goneHandle.describe().catch(() => null));
    await quiet.aircall.control("DELETE", `calls/${gone}`);
    await quiet.start("worker");
    expect(await quiet.result(gone)).toMatchObject({ status: "undeliverable" });
    expect(await quiet.result(missing)).toMatchObject({ status: "delivered" });
    await quiet.aircall.control("PATCH", "settings", { linkLifeMs: 1 });
    const waiting = await quiet.aircall.leave({ media, hiddenReads: 1_000 });
    await until("it waits", () =>
      quiet.client.workflow
        .getHandle(workflowIdFor("default", waiting))
        .describe()
        .catch(() => null),
    );
    const second = await verify();
    expect(second.code).toBe(0);
    const statuses = new Map(
      (second.lines as { callId: number; status: string }[]).map((one) => [one.callId, one.status]),
    );
    expect(Object.fromEntries(statuses)).toMatchObject({
      [missing]: "delivered",
      [pending]: "delivered",
      [gone]: "undeliverable",
      [waiting]: "pending",
    });
  } finally {
    await quiet.close();
  }
}, 180_000);
