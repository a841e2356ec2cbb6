import { z } from "zod";
import type { FakeAircall } from "../../stage/fake-aircall.ts";

const callsSchema = z.array(
  z.object({ callId: z.number(), comments: z.array(z.object({ content: z.string() })) }),
);
const requestsSchema = z.object({
  total: z.number(),
  refused: z.number(),
  worstMinute: z.number(),
});

/** What Aircall has in the end. */
export interface Tally {
  readonly lost: readonly number[];
  readonly doubled: readonly number[];
  readonly requests: number;
  readonly refused: number;
  readonly worstMinute: number;
}

/** Counts our markers on each call. */
export async function tallyOf(aircall: FakeAircall, callIds: readonly number[]): Promise<Tally> {
  const calls = callsSchema.parse(await aircall.control("GET", "calls"));
  const { total, ...rest } = requestsSchema.parse(await aircall.control("GET", "requests"));
  const markers = new Map(
    calls.map(({ callId, comments }) => [
      callId,
      comments.filter(({ content }) => content.endsWith(`afterbeep:${callId}`)).length,
    ]),
  );
  const those = (fits: (count: number) => boolean): readonly number[] =>
    callIds.filter((callId) => fits(markers.get(callId) ?? 0));
  return {
    lost: those((count) => count === 0),
    doubled: those((count) => count > 1),
    requests: total,
    ...rest,
  };
}
