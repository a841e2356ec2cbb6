/*
 * When to try again, and when to say that nothing is to be had. Only answers count: a worker that
 * was killed or stood still, a link that grew old while it waited, and time in a queue are our own
 * doing and prove nothing about a recording or an engine.
 */

/** No voicemail is given up before it was looked at so often and in vain. */
export const fewestAnswers = 5;

/**
 * Tries in a row that nobody answered. With their pauses they take more than three hours; what ends
 * a worker each time must not do so for ever.
 */
export const mostLost = 100;

export interface TryLimits {
  /** Time that is waited between answers in vain before the last one is believed. */
  readonly limitMs: number;
  /** After the first failure; each pause is twice the one before. */
  readonly firstPauseMs: number;
  readonly maxPauseMs: number;
}

export interface FailedTry {
  /** Whether the storage, or an engine, has said no; else it is not known what it would have said. */
  readonly answered: boolean;
  /** Milliseconds that the other side asks for. */
  readonly askedMs: number | null;
}

/** What must be remembered between two tries. */
export interface TriesSoFar {
  readonly answers: number;
  /** Pauses between answers: waiting in queues, and what was lost, is not in it. */
  readonly waitedMs: number;
  /** Tries without an answer since the last one. */
  readonly lost: number;
}

export const noTriesYet: TriesSoFar = { answers: 0, waitedMs: 0, lost: 0 };

/** How long to pause before the next try; null when there is to be none. */
export function nextTry(
  before: TriesSoFar,
  { answered, askedMs }: FailedTry,
  { limitMs, firstPauseMs, maxPauseMs }: TryLimits,
): { readonly tries: TriesSoFar; readonly pauseMs: number | null } {
  if (!answered) {
    const lost = before.lost + 1;
    const pauseMs = Math.min(firstPauseMs * 2 ** (lost - 1), maxPauseMs);
    return { tries: { ...before, lost }, pauseMs: lost < mostLost ? pauseMs : null };
  }
  const { waitedMs } = before;
  const tries = { answers: before.answers + 1, waitedMs, lost: 0 };
  const leftMs = limitMs - waitedMs;
  if (tries.answers >= fewestAnswers && leftMs <= 0) return { tries, pauseMs: null };
  // However short the limit is, the answers are spread over it.
  const longestMs = Math.min(maxPauseMs, Math.max(1, Math.ceil(limitMs / (fewestAnswers - 1))));
  const ownMs = Math.min(firstPauseMs * 2 ** before.answers, longestMs);
  const pauseMs = leftMs > 0 ? Math.min(Math.max(ownMs, askedMs ?? 0), leftMs) : ownMs;
  return { tries: { ...tries, waitedMs: waitedMs + pauseMs }, pauseMs };
}
