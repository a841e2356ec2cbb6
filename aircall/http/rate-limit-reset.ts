/** Without a usable header: a full window of Aircall's limit, which counts by the minute. */
const windowMs = 60_000;

/** A reset further away than this is a misread clock or unit, not a wait. */
const longestMs = 120_000;

/**
 * How long to wait after a 429, from `X-AircallApi-Reset`. Its unit is undocumented: both seconds
 * and milliseconds since the epoch have been seen.
 */
export function retryAfterReset(header: string | null, now: number): number {
  const value = Number(header ?? Number.NaN);
  if (!Number.isFinite(value) || value <= 0) return windowMs;
  const at = value < 1e12 ? value * 1_000 : value;
  const waitMs = at - now;
  return waitMs > 0 && waitMs <= longestMs ? waitMs : windowMs;
}
