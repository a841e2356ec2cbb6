import { cancellationSignal, heartbeat, log } from "@temporalio/activity";
import type { SettingsOf } from "../../domain/account/account-settings.ts";
import type { Heard, ToHear } from "../../domain/activities/media.ts";
import { outcomeOf } from "../../domain/voicemail/outcome.ts";
import type { Unheard } from "../../domain/voicemail/report.ts";
import type { Hearing } from "../../domain/voicemail/transcript.ts";
import type { RecordingStore } from "../../recordings/recording-store.ts";
import { hintsFor } from "../../speech/hints-for.ts";
import type { Transcriber } from "../../speech/transcriber.ts";
import { RecordingLostError } from "../../recordings/errors.ts";
import type { Reporter } from "./analyze.ts";
import { blameStalls } from "./blame-stalls.ts";

export interface HearDependencies {
  readonly store: RecordingStore;
  readonly transcriber: Transcriber;
  readonly reporter: Reporter;
  readonly settingsOf: SettingsOf;
}

/** Half of the heartbeat time-out would do; the SDK throttles what is too many. */
const heartbeatMs = 5_000;

/** Reads a recording of the store and, where that is asked for, judges what was heard. */
export async function hearRecording(
  dependencies: HearDependencies,
  { account, recording, line = null, calledFrom = null, judge }: ToHear,
  signal: AbortSignal = cancellationSignal(),
): Promise<Heard> {
  const { store, transcriber, settingsOf } = dependencies;
  if (!(await store.has(recording))) throw new RecordingLostError();
  // By the clock, not by progress: an engine in the cloud is silent for minutes, and a voicemail may
  // wait for its slot.
  const beat = setInterval(() => heartbeat(), heartbeatMs);
  try {
    const hints = hintsFor({ line, calledFrom }, settingsOf(account));
    const hearing = await blameStalls(() =>
      transcriber.hear(store.pathFor(recording), { signal, hints }),
    );
    return judge ? await judgedToo(dependencies, judge, hearing, signal) : hearing;
  } finally {
    clearInterval(beat);
  }
}

/**
 * Judges in the same step what was heard in it. When that fails the hearing is not lost: the
 * workflow asks for the judgement by itself, and Temporal repeats that.
 */
async function judgedToo(
  { reporter, settingsOf }: HearDependencies,
  unheard: Unheard,
  hearing: Hearing,
  signal: AbortSignal,
): Promise<Heard> {
  const from = performance.now();
  try {
    const finding = { ...unheard, outcome: outcomeOf(hearing), hearing, reason: null };
    const report = await reporter.report(finding, settingsOf(unheard.account), { signal });
    return { ...hearing, judged: { report, ms: Math.round(performance.now() - from) } };
  } catch (error) {
    if (signal.aborted) throw error;
    log.warn("what was heard could not be judged at once; it is judged in a step of its own");
    return hearing;
  }
}
