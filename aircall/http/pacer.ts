import { setTimeout as delay } from "node:timers/promises";

/**
 * Spaces an account's requests in this process. The server throttles dispatch across workers; this
 * keeps a stalled event loop from sending what piled up as one burst.
 */
export interface Pacer {
  /** Resolves when the next request may leave. */
  readonly permit: (signal?: AbortSignal) => Promise<void>;
  /** The account's limit changed. */
  readonly limit: (requestsPerMinute: number) => void;
  /** Aircall answered 429, or an operator paused the account: nothing may leave for this long. */
  readonly block: (ms: number) => void;
  /** Milliseconds until requests may leave again; 0 when they may. */
  readonly blockedMs: () => number;
}

export interface PacerOptions {
  readonly now?: () => number;
  /** Waits this many milliseconds, or rejects when the signal comes first. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** @param requestsPerMinute the account's limit at Aircall */
export function createPacer(requestsPerMinute: number, options: PacerOptions = {}): Pacer {
  const { now = Date.now, sleep = delayFor } = options;
  let spacingMs = 60_000 / requestsPerMinute;
  let nextAt = 0;
  let blockedUntil = 0;
  return {
    permit: async (signal) => {
      const at = Math.max(now(), nextAt);
      nextAt = at + spacingMs;
      const waitMs = at - now();
      if (waitMs > 0) await sleep(waitMs, signal);
    },
    limit: (changed) => {
      spacingMs = 60_000 / changed;
    },
    block: (ms) => {
      blockedUntil = Math.max(blockedUntil, now() + ms);
    },
    blockedMs: () => Math.max(0, blockedUntil - now()),
  };
}

async function delayFor(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, signal ? { signal } : {});
}
