import type { ArchivedRecording } from "../../domain/activities/media.ts";
import type { Call } from "../../domain/aircall-object/call.ts";
import { outcomeOf, type Outcome } from "../../domain/voicemail/outcome.ts";
import type { Finding } from "../../domain/voicemail/report.ts";
import type { Hearing } from "../../domain/voicemail/transcript.ts";
import { createBudget, type Budget } from "../budget.ts";
import { attempt } from "../failure.ts";
import { hearAircall } from "./hear-aircall.ts";
import type { Run } from "./run.ts";

/** The recording in our store, or why there is none. `call` is the call as last read. */
type Archived =
  | { readonly call: Call; readonly archived: ArchivedRecording }
  | { readonly call: Call; readonly outcome: "missing" | "unreadable"; readonly reason: string };

/** Gets the recording, reads it, and says how that ended: the voicemail's outcome. */
export async function hear(
  run: Run,
  firstRead: Call,
): Promise<{ readonly call: Call; readonly finding: Finding }> {
  const { budgets } = run.input;
  const recordingBudget = createBudget(budgets.recordingMs, 2_000, 120_000);
  const engineBudget = createBudget(budgets.transcriptionMs, 2_000, 120_000);
  let call = firstRead;
  let theirs: Hearing | null | undefined;
  for (;;) {
    const fetched = await archive(run, call, recordingBudget);
    ({ call } = fetched);
    if ("outcome" in fetched) return conclude(run, call, fetched.outcome, null, fetched.reason);

    theirs = theirs === undefined ? await hearAircall(run, call, fetched.archived) : theirs;
    const read = theirs
      ? { hearing: theirs }
      : await transcribe(run, call, fetched.archived, engineBudget);
    if ("hearing" in read) {
      run.progress.heard(read.hearing);
      return conclude(run, call, outcomeOf(read.hearing), read.hearing, null);
    }
    if (read.gone) {
      // The file went from the store, or proved unreadable after all: start over with a fresh link.
      const again = await recordingBudget.another("pause before the recording is fetched again");
      if (!again) return conclude(run, call, "unreadable", null, read.reason);
      call = await run.steps.fetchFreshLink(call);
      continue;
    }
    return conclude(run, call, "untranscribed", null, read.reason);
  }
}

async function archive(run: Run, firstRead: Call, budget: Budget): Promise<Archived> {
  const { steps, progress } = run;
  let call = firstRead;
  for (;;) {
    const { account, callId, recordingUrl: url } = call;
    if (url === null && firstRead.recordingUrl === null) {
      return { call, outcome: "missing", reason: "Aircall never produced the recording" };
    }
    let reason = "the recording was deleted from Aircall";
    if (url !== null) {
      progress.begin("download the recording");
      const result = await attempt(() => steps.archiveRecording({ account, callId, url }));
      if ("ok" in result) return { call, archived: result.ok };
      progress.failed(result.failed.type, result.failed.message);
      reason = result.failed.message;
    }
    if (!(await budget.another("pause before a fresh link is asked for"))) {
      return { call, outcome: url === null ? "missing" : "unreadable", reason };
    }
    call = await steps.fetchFreshLink({ account, callId });
  }
}

async function transcribe(
  run: Run,
  { line, calledFrom }: Call,
  { recording }: ArchivedRecording,
  budget: Budget,
): Promise<{ hearing: Hearing } | { gone: boolean; reason: string }> {
  const { account, callId } = run.input;
  for (;;) {
    run.progress.begin("transcribe");
    const result = await attempt(() =>
      run.steps.transcribe({ account, callId, recording, line, calledFrom }),
    );
    if ("ok" in result) return { hearing: result.ok };
    const { type, message, retryAfterMs } = result.failed;
    run.progress.failed(type, message);
    if (type === "RecordingLost" || type === "RecordingUnreadable") {
      return { gone: true, reason: message };
    }
    if (type === "NoWords") return { gone: false, reason: message };
    if (!(await budget.another("pause before the engines are tried again", retryAfterMs))) {
      return { gone: false, reason: message };
    }
  }
}

function conclude(
  { input: { account }, marker, replaces }: Run,
  call: Call,
  outcome: Outcome,
  hearing: Hearing | null,
  reason: string | null,
): { readonly call: Call; readonly finding: Finding } {
  const { callId, listenUrl, calledFrom, contactName, line, startedAt, contactNumbers } = call;
  const facts = {
    callId,
    listenUrl,
    calledFrom,
    contactName,
    line,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(contactNumbers === undefined ? {} : { contactNumbers }),
  };
  return { call, finding: { account, outcome, hearing, reason, call: facts, marker, replaces } };
}
