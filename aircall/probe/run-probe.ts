import { LimitUsedUp, type Ask } from "./ask.ts";
import { commentExperiment } from "./comment.ts";
import { compare, type Experiment, type Observation, type Sights } from "./experiment.ts";
import { limitExperiment, refusal } from "./limit.ts";
import { findVoicemail, readingExperiments } from "./reading.ts";
import { tagsExperiment } from "./tags.ts";
import { voicemailExperiments } from "./voicemail.ts";

export interface ProbeOptions {
  /** A test call that may be written to; without it nothing is. */
  readonly callId: number | null;
  /** Whether the account's limit may be used up. */
  readonly usesUpLimit: boolean;
  readonly refusalOf: (link: URL) => string | null;
}

/**
 * Asks Aircall what the simulator answers, one experiment after the other, and reports each question once.
 *
 * @param say for people: why something was not asked
 * @throws when the credential is refused or the call is not known, before anything else is asked
 */
export async function* runProbe(
  ask: Ask,
  options: ProbeOptions,
  say: (line: string) => void,
): AsyncGenerator<Observation> {
  let sights: Sights = {};
  let isUsedUp = false;
  const observe = async ({ run, expected, asked }: Experiment): Promise<Observation[]> => {
    if (!isUsedUp) {
      try {
        sights = { ...sights, ...(await run(ask)) };
      } catch (error) {
        if (!(error instanceof LimitUsedUp)) throw error;
        isUsedUp = true;
        sights = { ...sights, ...refusal(error.seen) };
        say(`${asked}: ${error.message}`);
      }
    }
    return compare(expected, sights);
  };

  await checkAccess(ask, options.callId);
  for (const experiment of readingExperiments) yield* await observe(experiment);
  const callId = options.callId ?? (await findVoicemail(ask));
  if (callId === null) say("No call of the last month has a voicemail: its link was not looked at");
  const nothing: Experiment["run"] = () => Promise.resolve({});
  for (const experiment of voicemailExperiments(callId ?? 0, options.refusalOf)) {
    yield* await observe(callId === null ? { ...experiment, run: nothing } : experiment);
  }
  if (options.callId === null) {
    say("Nothing was written: --call <id> names a test call for what only a write can show");
  } else {
    yield* await observe(commentExperiment(options.callId));
    yield* await observe(tagsExperiment(options.callId));
  }
  yield* await observe(
    options.usesUpLimit ? limitExperiment : { ...limitExperiment, run: nothing },
  );
}

async function checkAccess(ask: Ask, callId: number | null): Promise<void> {
  const { status } = await ask("GET", "/v1/ping");
  if (status === 401 || status === 403) {
    throw new Error(
      "Aircall refuses the credential: set AIRCALL_API_ID and AIRCALL_API_TOKEN, or AIRCALL_ACCESS_TOKEN",
    );
  }
  if (status !== 200) throw new Error(`GET /v1/ping was answered with ${status}, not with 200`);
  if (callId === null) return;
  const call = await ask("GET", `/v1/calls/${callId}`);
  if (call.status !== 200) {
    throw new Error(
      `GET /v1/calls/${callId} was answered with ${call.status}: is it this account's call?`,
    );
  }
}
