import { sleep } from "@temporalio/workflow";

/**
 * Time for trying again. It begins to run with the first failure, for waiting in a queue is no
 * failure.
 */
export interface Budget {
  /** Pauses before another try, longer each time; false when the time is over. */
  readonly another: (summary: string, askedMs?: number | null) => Promise<boolean>;
}

/**
 * Tries that are made however long each of them had to wait for a worker: a link may have expired
 * meanwhile.
 */
const fewestTries = 3;

/** @param limitMs the last try is made when this long has passed since the first failure */
export function createBudget(limitMs: number, firstPauseMs: number, maxPauseMs: number): Budget {
  let deadline: number | null = null;
  let pauseMs = firstPauseMs;
  let failures = 0;
  return {
    another: async (summary, askedMs = null) => {
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
