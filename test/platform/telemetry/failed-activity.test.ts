import { ApplicationFailure } from "@temporalio/common";
import { Runtime } from "@temporalio/worker";
import { expect, test } from "vitest";
import type { Logger } from "../../../platform/telemetry/log.ts";
import { openTemporalRuntime } from "../../../platform/telemetry/temporal-runtime.ts";

test("the line of a failed activity has the failure's type and the call, and nothing that a host answered", async () => {
  const lines: unknown[][] = [];
  const write = (...line: unknown[]): void => void lines.push(line);
  const log = Object.fromEntries(
    ["trace", "debug", "info", "warn", "error", "fatal"].map((level) => [level, write]),
  ) as unknown as Logger;
  const runtime = openTemporalRuntime(log);
  Runtime.instance().logger.warn("Activity failed", {
    workflowId: "voicemail:acme:812",
    activityType: "archiveRecording",
    attempt: 2,
    error: ApplicationFailure.create({ type: "RecordingUnreadable", message: "https://secret" }),
  });
  await runtime.close();
  expect(lines).toEqual([
    [
      {
        workflowId: "voicemail:acme:812",
        callId: 812,
        activityType: "archiveRecording",
        attempt: 2,
        error: "ApplicationFailure",
        failure: "RecordingUnreadable",
      },
      "Activity failed",
    ],
  ]);
});
