import { ApplicationFailure, log } from "@temporalio/workflow";
import type { Call } from "../../domain/aircall-object/call.ts";
import { deliveredVia, type Via } from "../../domain/voicemail/proof.ts";
import type { Report } from "../../domain/voicemail/report.ts";
import type { VoicemailInput, VoicemailResult } from "../../domain/voicemail/voicemail.ts";
import { awaitRecording } from "./await-recording.ts";
import { attempt, readFailure } from "../failure.ts";
import { hear } from "./hear.ts";
import { beginRun, claimDelivery, type BegunRun, type Run } from "./run.ts";
import { isStale, mayHaveChanged } from "./staleness.ts";
import { writeComment, type Written } from "./write-comment.ts";
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

  const { call, finding, judged } = await hear(run, announced);

  run.progress.begin("judge and put into words", judged ? Date.now() - judged.ms : undefined);
  const report = judged?.report ?? (await run.steps.analyze(finding));
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

  const { end, via, tagged } = await write(run, heard, report);
  if (end === "undeliverable") return { status: "undeliverable", outcome, reason: goneReason };
  if (end === "giveUp" || (via === "tags" && !tagged)) {
    throw ApplicationFailure.nonRetryable(
      "Aircall accepts neither form of the comment; see what it refuses, then run: afterbeep retry",
      "AircallInvalidRequest",
    );
  }
  if (via === "tags")
    log.warn("five comments stand already: the tags alone say how it ended", { outcome });
  return { status: "delivered", outcome, via };
}

interface Delivery extends Pick<Written, "end" | "via"> {
  readonly tagged: boolean;
}

/**
 * Comment and tags side by side: both go by the same read of the call, and neither depends on the
 * other.
 */
async function write(run: Run, heard: Call, report: Report): Promise<Delivery> {
  run.progress.begin("post the comment");
  if (run.asBefore) return writeInTurn(run, heard, report);
  const { account, callId } = run.input;
  const read = mayHaveChanged(run, heard) ? await run.steps.fetchCall({ account, callId }) : heard;
  const commented = writeComment(run, read, report);
  // Asked for second, so that the comment is sent first.
  const tagging = attempt(() => writeTags(run, read, report.tags, mayHaveChanged));
  // Where the comment throws first, a cancelled run's for one, nobody waits for the tags any more.
  tagging.catch(() => {});
  const { end, via } = await commented;
  run.progress.begin("tag the call");
  const tags = await tagging;
  // A call that is gone is known by its comment.
  if ("error" in tags && end !== "undeliverable") throw tags.error;
  return { end, via, tagged: "ok" in tags && tags.ok };
}

/** As version 0.1 did, for runs that it began. */
async function writeInTurn(run: Run, heard: Call, report: Report): Promise<Delivery> {
  const { account, callId } = run.input;
  const read = isStale(run, heard) ? await run.steps.fetchCall({ account, callId }) : heard;
  const { call, end, via } = await writeComment(run, read, report);
  if (end === "undeliverable") return { end, via, tagged: false };
  run.progress.begin("tag the call");
  return { end, via, tagged: await writeTags(run, call, report.tags, isStale) };
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
