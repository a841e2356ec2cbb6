/** Calls are deleted now and then; this many within a minute that do not exist were never there. */
const unknownInAMinute = 10;

const windowMs = 60_000;

/** Between two remedies: each costs up to three of the requests that are short. */
const everyMs = 15_000;

/**
 * Watches for announcements of calls that Aircall does not know: somebody who has the webhook's
 * token invents them, or the webhook of another company comes here.
 *
 * @param onFlood called while they come in numbers, not more often than each 15 seconds
 * @returns to be called for each of them
 */
export function floodWatch(onFlood: () => void, now: () => number = Date.now): () => void {
  let unknown: number[] = [];
  let remediedAt = Number.NEGATIVE_INFINITY;
  return () => {
    const at = now();
    unknown = [...unknown.filter((before) => at - before < windowMs), at].slice(-unknownInAMinute);
    if (unknown.length < unknownInAMinute || at - remediedAt < everyMs) return;
    remediedAt = at;
    onFlood();
  };
}
