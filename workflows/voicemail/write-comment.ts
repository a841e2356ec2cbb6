import { patched, sleep } from "@temporalio/workflow";
import type { Call } from "../../domain/aircall-object/call.ts";
import type { Via } from "../../domain/voicemail/proof.ts";
import type { Report } from "../../domain/voicemail/report.ts";
import {
  nextWriteBack,
  writeBackStart,
  type WriteBackEvent,
  type WriteBackStep,
} from "../../domain/voicemail/write-back.ts";
import { awaitCredential } from "../account/wait-out-dead-credential.ts";
import { attempt, type StepFailure } from "../failure.ts";
import type { Run } from "./run.ts";

/** How the comment ended, and the call as last read. */
export interface Written {
  readonly call: Call;
  readonly end: Exclude<WriteBackStep["do"], "post" | "read" | "awaitCredential">;
  readonly via: Via;
}

/**
 * Brings the comment onto the call exactly once. `read` is the call, read not long ago. What to do
 * next is decided in domain/voicemail/write-back.ts.
 */
export async function writeComment(run: Run, read: Call, report: Report): Promise<Written> {
  const { account, callId } = run.input;
  let call = read;
  let resumesSeen = run.inbox.resumes;
  let { state, step } = nextWriteBack(writeBackStart, readEvent(run, call));
  for (;;) {
    let event: WriteBackEvent;
    switch (step.do) {
      case "post":
        if (step.afterMs > 0) await pause(step);
        resumesSeen = run.inbox.resumes;
        event = await post(run, step.form === "full" ? report.comment : report.shortComment);
        break;
      case "read":
        if (step.afterMs > 0) await pause(step);
        call = await run.steps.fetchCall({ account, callId });
        event = readEvent(run, call);
        break;
      case "awaitCredential":
        await awaitCredential(run.inbox, run.progress, resumesSeen);
        event = { kind: "resumed" };
        break;
      case "finish":
        return { call, end: step.do, via: step.via };
      case "giveUp":
      case "undeliverable":
        return { call, end: step.do, via: "tags" };
    }
    ({ state, step } = nextWriteBack(state, event));
  }
}

async function pause({ do: what, afterMs }: { do: string; afterMs: number }): Promise<void> {
  await sleep(afterMs, { summary: `pause before the next ${what}` });
}

async function post(run: Run, comment: string): Promise<WriteBackEvent> {
  const { account, callId } = run.input;
  const result = await attempt(() => run.steps.postComment({ account, callId, comment }));
  if ("ok" in result) return { kind: "posted" };
  run.progress.failed(result.failed.type, result.failed.message);
  return eventOf(result.failed);
}

function readEvent({ marker }: Run, call: Call): WriteBackEvent {
  return { kind: "read", marked: call.markers.includes(marker), comments: call.commentCount };
}

/** A refused connection comes back after this long, a rate limit when Aircall says so. */
const reconnectMs = 10_000;

function eventOf(failed: StepFailure): WriteBackEvent {
  if (failed.elsewhere && patched("comment-elsewhere")) {
    return { kind: "elsewhere", retryAfterMs: failed.retryAfterMs ?? reconnectMs };
  }
  switch (failed.type) {
    case "AircallRateLimited":
    case "AircallUnavailable":
      return { kind: "notApplied", retryAfterMs: failed.retryAfterMs ?? reconnectMs };
    case "AircallUnauthorized":
      return { kind: "unauthorized" };
    case "AircallNotFound":
      return { kind: "gone" };
    case "AircallInvalidRequest":
      return { kind: "refused" };
    default:
      return { kind: "unknown", sinceSentMs: failed.sinceSentMs };
  }
}
