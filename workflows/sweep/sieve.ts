import { getExternalWorkflowHandle, isCancellation } from "@temporalio/workflow";
import type { SweepInput } from "../../domain/sweep/sweep-plan.ts";
import { signals, workflowIdFor } from "../../domain/wire.ts";
import { accountSteps } from "../steps/account-steps.ts";
import { startFound } from "./start-found.ts";

/** A voicemail that is waited for was left a moment ago; an earlier sieve knew of what is older, and sweeps find it. */
const backSeconds = 5 * 60;

/** Requests that a sieve takes at most: it goes before everything else, and perhaps four times a minute. */
const mostPages = 3;

/**
 * Asks Aircall which voicemails there are, and lets those go before ids that nobody knows. A list
 * of fifty calls takes one request, an invented id takes one as well.
 */
export async function sieve(
  input: Pick<SweepInput, "account" | "budgets" | "searchable">,
): Promise<{ readonly known: number }> {
  const { account } = input;
  const { listUndeliveredNow } = accountSteps(account);
  const to = Math.floor(Date.now() / 1_000);
  let known = 0;
  for (let page: number | null = 1; page !== null && page <= mostPages;) {
    const seen: Awaited<ReturnType<typeof listUndeliveredNow>> = await listUndeliveredNow({
      account,
      span: { from: to - backSeconds, to },
      page,
    });
    await Promise.all(seen.callIds.map((callId) => letGoFirst(input, callId)));
    known += seen.callIds.length;
    page = seen.nextPage;
  }
  return { known };
}

async function letGoFirst(
  input: Pick<SweepInput, "account" | "budgets" | "searchable">,
  callId: number,
): Promise<void> {
  // Its webhook may still wait in the spool, behind all the others.
  await startFound(input, callId, "live", "REJECT_DUPLICATE");
  const voicemail = getExternalWorkflowHandle(workflowIdFor(input.account, callId));
  try {
    await voicemail.signal(signals.known);
  } catch (error) {
    // One that has ended meanwhile needs no signal.
    if (isCancellation(error)) throw error;
  }
}
