import { sleep } from "@temporalio/workflow";
import { nextTry, noTriesYet, type FailedTry } from "../domain/voicemail/tries.ts";

/** Tries for what another side must give: a recording, a reading. */
export interface Budget {
  /** Pauses before another try; false when there is to be none. */
  readonly another: (summary: string, failed: FailedTry) => Promise<boolean>;
}

const firstPauseMs = 2_000;
const maxPauseMs = 120_000;

/**
 * @param limitMs over so long answers in vain are spread before the last one is believed
 * @param asBefore the run was begun by version 0.1
 */
export function createBudget(limitMs: number, asBefore: boolean): Budget {
  return asBefore ? byTime(limitMs) : byAnswers(limitMs);
}

function byAnswers(limitMs: number): Budget {
  let tries = noTriesYet;
  return {
    another: async (summary, failed) => {
      const next = nextTry(tries, failed, { limitMs, firstPauseMs, maxPauseMs });
      ({ tries } = next);
      if (next.pauseMs === null) return false;
      await sleep(next.pauseMs, { summary });
      return true;
    },
  };
}

/** What version 0.1 did, for runs that it began: everything counted, by the clock on the wall. */
function byTime(limitMs: number): Budget {
  const fewestTries = 3;
  let deadline: number | null = null;
  let pauseMs = firstPauseMs;
  let failures = 0;
  return {
    another: async (summary, { askedMs }) => {
      const now = Date.now();
      deadline ??= now + limitMs;
      failures++;
      if (now >= deadline && failures >= fewestTries) return false;
      const left = Math.max(deadline - now, firstPauseMs);
      await sleep(Math.min(Math.max(pauseMs, askedMs ?? 0), left), { summary });
      pauseMs = Math.min(pauseMs * 2, maxPauseMs);
      return true;
    },
  };
}
