import type { TestAircall } from "./aircall.ts";

/** What Aircall ended up with. */
export interface Tally {
  readonly left: number;
  readonly delivered: number;
  readonly lost: readonly number[];
  readonly doubled: readonly number[];
}

/** Counts our markers on each call. */
export async function tally(aircall: TestAircall, callIds: readonly number[]): Promise<Tally> {
  const lost: number[] = [];
  const doubled: number[] = [];
  for (const callId of callIds) {
    const { comments } = await aircall.call(callId);
    const ours = comments.filter(({ content }) => content.endsWith(`afterbeep:${callId}`)).length;
    if (ours === 0) lost.push(callId);
    if (ours > 1) doubled.push(callId);
  }
  return { left: callIds.length, delivered: callIds.length - lost.length, lost, doubled };
}

/** Kept long when `AFTERBEEP_CRASH=long`: see `npm run test:crash:long`. */
export const isLong = process.env["AFTERBEEP_CRASH"] === "long";
