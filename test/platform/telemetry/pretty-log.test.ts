import { globSync, readFileSync } from "node:fs";
import { WriteStream } from "node:tty";
import { expect, test, vi } from "vitest";
import { prettyLog } from "../../../platform/telemetry/pretty-log.ts";
import { sentences } from "../../../platform/telemetry/sentences.ts";

/** What people see of log lines. */
function seen(...lines: readonly object[]): string {
  let out = "";
  const stream = Object.assign(Object.create(WriteStream.prototype) as WriteStream, {
    columns: 80,
    isTTY: true,
    on: () => stream,
    write: (text: string) => {
      out += text;
      return true;
    },
  });
  const log = prettyLog(stream);
  for (const line of lines) log.write(JSON.stringify(line));
  return out.replaceAll(/^\d\d:\d\d:\d\d {2}/gm, "");
}

test("every message that has a sentence is logged somewhere", () => {
  const code = globSync("{app,client,workflows,activities}/**/*.ts")
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  for (const message of Object.keys(sentences)) expect(code).toContain(`"${message}`.slice(0, 40));
});

test("a voicemail that ends is one line: its call, how urgent, how it ended, how long it took", () => {
  vi.stubEnv("NO_COLOR", "1");
  const ended = { level: 30, msg: "the voicemail has ended", callId: 812, status: "delivered" };
  expect(seen({ ...ended, outcome: "transcribed", urgency: 5, ms: 2_345 })).toBe(
    "call 812: URGENT 5/5, transcribed, delivered after 2.3 s\n",
  );
  expect(seen({ ...ended, outcome: "empty", urgency: null, ms: 900 })).toBe(
    "call 812: empty, delivered after 0.9 s\n",
  );
  expect(seen({ ...ended, status: "undeliverable", outcome: null })).toContain("gone from Aircall");
});

test("what is for logs alone is not shown; warnings and errors are, with their call and reason", () => {
  vi.stubEnv("NO_COLOR", "1");
  const details = { level: 30, msg: "webhook accepted", callId: 812 };
  const failed = {
    level: 40,
    msg: "Activity failed",
    callId: 812,
    activityType: "archiveRecording",
    error: "ApplicationFailure",
    failure: "RecordingUnreadable",
    attempt: 3,
  };
  const down = {
    level: 50,
    msg: "the workers cannot work now; they try again",
    error: "Error",
    message: "Temporal at 127.0.0.1:1 does not answer",
  };
  const lines = seen(details, failed, down).split("\n");
  expect(lines.slice(0, 3).join("").replaceAll(/ +/g, " ").trim()).toBe(
    "Warning: call 812: its recording cannot be read, `npx afterbeep show` says why; a fresh link is asked for (archiveRecording, RecordingUnreadable)",
  );
  expect(lines.join(" ").replaceAll(/ +/g, " ")).toContain(
    "ERROR: the workers cannot work now; they try again: Temporal at 127.0.0.1:1 does not answer",
  );
});
