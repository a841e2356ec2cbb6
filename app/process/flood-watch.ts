/** What Aircall answers to a read of a call that does not exist. */
const notFound = 404;

/** Calls are deleted now and then; this many within a minute that do not exist were never there. */
const unknownInAMinute = 10;

const windowMs = 60_000;

/** Between two remedies: each costs a request or two of those that are short. */
const everyMs = 15_000;

/**
 * Watches for announcements of calls that Aircall does not know: somebody who has the webhook's token invents them, or
 * the webhook of another company comes here.
 *
 * @param onFlood called while they come in numbers, not more often than each 15 seconds
 * @returns to be told of each answer's status
 */
export function floodWatch(
  onFlood: () => void,
  now: () => number = Date.now,
): (status: number | null) => void {
  let unknown: number[] = [];
  let remediedAt = Number.NEGATIVE_INFINITY;
  return (status) => {
    if (status !== notFound) return;
    const at = now();
    unknown = [...unknown.filter((before) => at - before < windowMs), at].slice(-unknownInAMinute);
    if (unknown.length < unknownInAMinute || at - remediedAt < everyMs) return;
    remediedAt = at;
    onFlood();
  };
}
