import { condition, log, patched } from "@temporalio/workflow";
import type { ArchivedRecording } from "../../domain/activities/media.ts";
import type { Call } from "../../domain/aircall-object/call.ts";
import type { Hearing } from "../../domain/voicemail/transcript.ts";
import { attempt } from "../failure.ts";
import type { Run } from "./run.ts";

/**
 * What Aircall itself heard, read once: when it says that it has a transcript, or has had its time
 * for one. Null where there is none to be believed, and the recording must be heard here.
 */
export async function hearAircall(
  run: Run,
  call: Call,
  { durationSeconds }: ArchivedRecording,
): Promise<Hearing | null> {
  const { account, callId, budgets } = run.input;
  if (budgets.aircallTranscriptMs === undefined || !asksAircall(run, call)) return null;
  // A worker of before, beside which this one was started, may have gone on without asking.
  if (!patched("aircall-transcript")) return null;
  await awaitTranscript(run, call, budgets.aircallTranscriptMs);

  run.progress.begin("read Aircall's transcript");
  const read = await attempt(() => run.steps.readTranscript({ account, callId, durationSeconds }));
  if ("failed" in read) {
    run.progress.failed(read.failed.type, read.failed.message);
    return null;
  }
  const { ok: heard } = read;
  if (heard.hearing === null) {
    log.info("Aircall's transcript is not used", { callId, reason: heard.reason });
  }
  return heard.hearing;
}

/** Whether Aircall's own transcript goes before what is heard here. */
export function asksAircall({ input }: Run, call: Call): boolean {
  return input.budgets.aircallTranscriptMs !== undefined && call.aiRefused !== true;
}

/** So long after a call began, what Aircall has to say of it is there. */
const settledMs = 3_600_000;

async function awaitTranscript(
  { inbox, progress }: Run,
  call: Call,
  waitMs: number,
): Promise<void> {
  const settled = Date.now() - (call.startedAt ?? Date.now()) > settledMs;
  if (settled || waitMs === 0 || inbox.transcripts > 0) return;
  const wait = "wait for Aircall's transcript";
  progress.begin(wait);
  await condition(() => inbox.transcripts > 0, waitMs, { summary: wait });
}
