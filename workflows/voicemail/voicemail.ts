import { ApplicationFailure, log } from "@temporalio/workflow";
import type { Call } from "../../domain/aircall-object/call.ts";
import { deliveredVia, type Via } from "../../domain/voicemail/proof.ts";
import type { Report } from "../../domain/voicemail/report.ts";
import type { VoicemailInput, VoicemailResult } from "../../domain/voicemail/voicemail.ts";
import { awaitRecording } from "./await-recording.ts";
import { readFailure } from "../failure.ts";
import { hear } from "./hear.ts";
import { beginRun, claimDelivery, type BegunRun, type Run } from "./run.ts";
import { writeComment } from "./write-comment.ts";
import { writeTags } from "./write-tags.ts";

/**
 * The life of one voicemail: wait for its recording, transcribe it, judge it, write it back on the call,
 * once.
 *
 * Completes only when the voicemail is delivered or provably undeliverable, because its call is
 * gone.
 */
export async function voicemail(input: VoicemailInput): Promise<VoicemailResult> {
  const begun = beginRun(input);
  const result = await live(begun).catch(endIfGone);
  begun.progress.end(result);
  return result;
}

async function live(begun: BegunRun): Promise<VoicemailResult> {
  const announced = await awaitRecording(begun);
  if (announced.served === false) return { status: "not-served", outcome: null };
  const run = claimDelivery(begun, announced);
  const already = deliveredBefore(run, announced);
  if (already) return { status: "delivered", outcome: null, via: already };

  const { call, finding } = await hear(run, announced);

  run.progress.begin("judge and put into words");
  const report = await run.steps.analyze(finding);
  run.progress.judged(report.outcome, report.assessment);

  return deliver(run, call, report);
}

async function deliver(run: Run, heard: Call, report: Report): Promise<VoicemailResult> {
  const { outcome, tags } = report;
  if (heard.dryRun) {
    log.info("DRY_RUN: would write one comment and tags", {
      outcome,
      tags,
      characters: report.comment.length,
    });
    return { status: "dry-run", outcome };
  }

  run.progress.begin("post the comment");
  const { call, end, via } = await writeComment(run, heard, report);
  if (end === "undeliverable") return { status: "undeliverable", outcome, reason: goneReason };

  run.progress.begin("tag the call");
  const tagged = await writeTags(run, call, tags);
  if (end === "giveUp" || (via === "tags" && !tagged)) {
    throw ApplicationFailure.nonRetryable(
      "Aircall takes neither form of the comment; see what it refuses, then run the voicemail again",
      "AircallInvalidRequest",
    );
  }
  if (via === "tags")
    log.warn("five comments stand already: the tags alone say how it ended", { outcome });
  return { status: "delivered", outcome, via };
}

const goneReason = "the call is gone from Aircall";

/** A call that is gone can take no comment. Whatever else failed is thrown on. */
function endIfGone(error: unknown): VoicemailResult {
  if (readFailure(error).type !== "AircallNotFound") throw error;
  return { status: "undeliverable", outcome: null, reason: goneReason };
}

/**
 * How an earlier run, perhaps long forgotten by Temporal, delivered this voicemail; null when none
 * did.
 */
function deliveredBefore({ input, marker }: Run, call: Call): Via | null {
  return input.again === true ? null : deliveredVia(call, marker);
}
