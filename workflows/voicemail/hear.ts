import type { ArchivedRecording, Heard, ToHear } from "../../domain/activities/media.ts";
import type { Call } from "../../domain/aircall-object/call.ts";
import { outcomeOf, type Outcome } from "../../domain/voicemail/outcome.ts";
import type { Finding, Unheard } from "../../domain/voicemail/report.ts";
import type { Hearing } from "../../domain/voicemail/transcript.ts";
import { createBudget, type Budget } from "../budget.ts";
import { attempt, type StepFailure } from "../failure.ts";
import { awaitAccount, isElsewhere } from "./elsewhere.ts";
import { asksAircall, hearAircall } from "./hear-aircall.ts";
import type { Turn } from "../steps/voicemail-steps.ts";
import type { Run } from "./run.ts";

/** The recording in our store, or why there is none. `call` is the call as last read. */
type Archived =
  | { readonly call: Call; readonly archived: ArchivedRecording }
  | { readonly call: Call; readonly outcome: "missing" | "unreadable"; readonly reason: string };

/** What was found out, and what it means where that was said in the same step. */
interface Found {
  /** As last read. */
  readonly call: Call;
  readonly finding: Finding;
  readonly judged?: Heard["judged"];
}

/** Gets the recording, reads it, and says how that ended: the voicemail's outcome. */
export async function hear(run: Run, firstRead: Call): Promise<Found> {
  const { budgets } = run.input;
  const recordingBudget = createBudget(budgets.recordingMs, run.asBefore);
  const engineBudget = createBudget(budgets.transcriptionMs, run.asBefore);
  let call = firstRead;
  let theirs: Hearing | null | undefined;
  const without = (outcome: Outcome, reason: string): Found => ({
    call,
    finding: { ...unheard(run, call), outcome, hearing: null, reason },
  });
  for (;;) {
    const fetched = await archive(run, call, recordingBudget);
    ({ call } = fetched);
    if ("outcome" in fetched) return without(fetched.outcome, fetched.reason);

    theirs = theirs === undefined ? await hearAircall(run, call, fetched.archived) : theirs;
    const heard = theirs ?? fetched.archived.heard;
    const read: Read = heard
      ? { heard }
      : await transcribe(run, call, fetched.archived, engineBudget);
    if ("heard" in read) {
      const { judged, ...hearing } = read.heard;
      run.progress.heard(hearing, judged !== undefined);
      const finding = { ...unheard(run, call), outcome: outcomeOf(hearing), hearing, reason: null };
      return { call, finding, ...(judged ? { judged } : {}) };
    }
    if (read.gone === null) return without("untranscribed", read.reason);
    // The file went from the store, or proved unreadable after all: start over with a fresh link.
    const again = await recordingBudget.another("pause before the recording is fetched again", {
      answered: read.gone === "unreadable",
      askedMs: null,
    });
    if (!again) return without("unreadable", read.reason);
    call = await run.steps.fetchFreshLink(call);
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
    let answered = true;
    if (url !== null) {
      progress.begin("download the recording");
      const more = run.asBefore || asksAircall(run, call) ? {} : { hear: toHear(run, call) };
      const result = await attempt(() => steps.archiveRecording({ account, callId, url, ...more }));
      if ("ok" in result) {
        const { heard, heardInMs = 0 } = result.ok;
        if (heard) progress.begin("transcribe", Date.now() - heardInMs);
        return { call, archived: result.ok };
      }
      progress.failed(result.failed.type, result.failed.message);
      reason = result.failed.message;
      answered = isStoragesWord(result.failed, call);
    }
    if (
      !(await budget.another("pause before a fresh link is asked for", { answered, askedMs: null }))
    ) {
      return { call, outcome: url === null ? "missing" : "unreadable", reason };
    }
    call = await steps.fetchFreshLink({ account, callId });
  }
}

/** A link lives ten minutes: one that was refused when it was younger was refused by the storage. */
const youngMs = 5 * 60_000;

/** Whether the storage itself has said that there is no audio behind a fresh link. */
function isStoragesWord({ type }: StepFailure, { readAt }: Call): boolean {
  if (type === "RecordingExpired") return Date.now() - readAt < youngMs;
  return type === "RecordingUnreadable" || type === "RecordingUnavailable";
}

/** What was heard, or why nothing was: with the file gone it may be fetched again. */
type Read =
  | { readonly heard: Heard }
  | { readonly gone: "lost" | "unreadable" | null; readonly reason: string };

async function transcribe(
  run: Run,
  call: Call,
  { recording }: ArchivedRecording,
  budget: Budget,
): Promise<Read> {
  const { account, callId } = run.input;
  // One that a worker of before has begun is older than those that wait.
  let turn: Turn = run.asBefore ? "lost" : "first";
  let elsewhere = 0;
  for (;;) {
    run.progress.begin("transcribe");
    const result = await attempt(() =>
      run.steps.transcribe[turn]({ account, callId, recording, ...toHear(run, call) }),
    );
    if ("ok" in result) return { heard: result.ok };
    const { type, message, retryAfterMs } = result.failed;
    run.progress.failed(type, message);
    if (isElsewhere(result.failed)) {
      await awaitAccount(run, elsewhere++);
      continue;
    }
    if (type === "RecordingLost") return { gone: "lost", reason: message };
    if (type === "RecordingUnreadable") return { gone: "unreadable", reason: message };
    if (type === "NoWords") return { gone: null, reason: message };
    if (type === "Overdue") {
      turn = turn === "first" ? "overdue" : "lost";
      continue;
    }
    if (type === "Lost") turn = "lost";
    const failed = { answered: type === "EngineUnavailable", askedMs: retryAfterMs };
    if (!(await budget.another("pause before the engines are tried again", failed))) {
      return { gone: null, reason: message };
    }
  }
}

function toHear(run: Run, call: Call): Omit<ToHear, "account" | "recording"> {
  const { line, calledFrom } = call;
  return { line, calledFrom, ...(run.asBefore ? {} : { judge: unheard(run, call) }) };
}

function unheard({ input: { account }, marker, replaces }: Run, call: Call): Unheard {
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
  return { account, call: facts, marker, replaces };
}
