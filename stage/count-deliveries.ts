import { markersIn } from "../domain/voicemail/proof.ts";
import type { FakeCompany } from "./fake-aircall.ts";

/** A call of a company of the fake Aircall. */
export interface StagedCall {
  readonly company: Pick<FakeCompany, "call">;
  readonly callId: number;
}

/** How many of these calls have a comment of ours, and how many have two. */
export async function countDeliveries(
  calls: readonly StagedCall[],
): Promise<{ readonly delivered: number; readonly doubled: number }> {
  const comments = await Promise.all(
    calls.map(async ({ company, callId }) => {
      const call = await company.call(callId);
      const texts = call.comments.map(({ content }) => content);
      return markersIn(texts, callId).length;
    }),
  );
  return {
    delivered: comments.filter((ours) => ours > 0).length,
    doubled: comments.filter((ours) => ours > 1).length,
  };
}
