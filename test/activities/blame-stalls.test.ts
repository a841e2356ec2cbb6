import { expect, test } from "vitest";
import { blameStalls } from "../../activities/media/blame-stalls.ts";
import { RecordingUnreadableError } from "../../domain/voicemail/recording-unreadable-error.ts";
import { RecordingUnavailableError } from "../../recordings/errors.ts";
import { EngineUnavailableError } from "../../speech/errors.ts";

/** Holds this process's loop, as a machine that is out of breath does. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

async function nameOf(step: () => Promise<unknown>): Promise<string> {
  try {
    await blameStalls(step);
    return "none";
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

const unavailable = new RecordingUnavailableError("UND_ERR_BODY_TIMEOUT");

test("what a storage or an engine says counts as theirs, unless this process stood still", async () => {
  expect(await nameOf(() => Promise.reject(unavailable))).toBe("RecordingUnavailableError");
  const afterAStall = (error: Error) => async (): Promise<never> => {
    standStill(6_200);
    throw error;
  };
  expect(await nameOf(afterAStall(unavailable))).toBe("WorkerStalledError");
  const engines = new EngineUnavailableError("time-out");
  expect(await nameOf(afterAStall(engines))).toBe("WorkerStalledError");
  // What was read is no matter of time.
  const noAudio = new RecordingUnreadableError("a web page came instead of audio");
  expect(await nameOf(afterAStall(noAudio))).toBe("RecordingUnreadableError");
});

test("what ends well is not blamed", async () => {
  standStill(10);
  expect(await blameStalls(() => Promise.resolve("heard"))).toBe("heard");
});
