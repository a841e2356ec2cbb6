import type { Call } from "../../domain/aircall-object/call.ts";
import type { Run } from "./run.ts";

/** Whether a call should be read again before something is written on it. */
export type Stale = (run: Run, call: Call) => boolean;

const staleMs = 60_000;

/** So long it is not believed that nobody has touched a call. */
const longMs = 10 * 60_000;

/**
 * Whether a comment or a tag could have come since a call was read: where people, or an earlier run
 * of ours, had been at it already, or after long. A burst makes hundreds of reads a minute old, and
 * one more request for each would make it last longer.
 */
export const mayHaveChanged: Stale = ({ input }, { readAt, commentCount, tags }) => {
  const ageMs = Date.now() - readAt;
  const touched = commentCount > 0 || tags.length > 0 || input.again === true;
  return ageMs > (touched ? staleMs : longMs);
};

/** What version 0.1 went by. */
export const isStale: Stale = (_, { readAt }) => Date.now() - readAt > staleMs;
