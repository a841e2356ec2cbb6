import { continueAsNew, setCurrentDetails, workflowInfo } from "@temporalio/workflow";
import { nextPlace, planSweep } from "../../domain/sweep/sweep-plan.ts";
import type { SweepInput, SweepPosition, SweepResult } from "../../domain/sweep/sweep-plan.ts";
import { listPageSize } from "../../domain/aircall-limits.ts";
import { accountSteps, type AccountSteps } from "../steps/account-steps.ts";
import { startFound } from "./start-found.ts";

/** A page may start fifty voicemails: after this many pages a new history is begun. */
const pagesPerHistory = 20;

/**
 * Looks for voicemails whose webhook never came, and starts them as the webhook would have: under
 * the same ids, behind the live ones. First it switches on what Aircall switched off, and then it
 * looks further back.
 */
export async function sweep(input: SweepInput): Promise<SweepResult> {
  const { account } = input;
  const steps = accountSteps(account);
  let at = input.resume ?? (await begin(steps, account));
  for (let pages = 0; ; pages++) {
    if (pages === pagesPerHistory) await continueAsNew<typeof sweep>({ ...input, resume: at });
    const { span, page, counts } = at;
    const seen = await steps.listUndelivered({ account, span, page });
    const starts = await Promise.all(
      seen.callIds.map((callId) => startFound(input, callId, "backfill")),
    );
    at = {
      ...at,
      counts: {
        ...counts,
        seen: counts.seen + seen.voicemails,
        started: counts.started + starts.filter(Boolean).length,
      },
    };
    const place = nextPlace({ span, page }, seen, listPageSize);
    if (!place) return conclude(at);
    at = { ...at, ...place };
  }
}

async function begin(steps: AccountSteps, account: string): Promise<SweepPosition> {
  const healed = await healWebhooks(steps, account);
  const last = lastSweep(workflowInfo().lastResult);
  const plan = planSweep(last, Math.floor(Date.now() / 1_000), healed > 0);
  return { plan, span: plan.span, page: 1, counts: { seen: 0, started: 0, healed } };
}

/** Gives how many had fallen silent. */
async function healWebhooks(steps: AccountSteps, account: string): Promise<number> {
  let healed = 0;
  for (let page: number | null = 1; page !== null;) {
    const listed: Awaited<ReturnType<AccountSteps["listSilentWebhooks"]>> =
      await steps.listSilentWebhooks({ account, page });
    for (const webhook of listed.webhooks) {
      await steps.enableWebhook({ account, webhook });
      healed++;
    }
    page = listed.nextPage;
  }
  return healed;
}

function conclude({ plan, counts }: SweepPosition): SweepResult {
  const { seen, started, healed } = counts;
  const since = new Date(plan.span.from * 1_000).toISOString();
  setCurrentDetails(
    `Calls since ${since}: ${seen} voicemails, ${started} of them unknown until now.` +
      (healed > 0 ? ` Webhooks switched on again: ${healed}.` : ""),
  );
  return { sweptTo: plan.span.to, deepAt: plan.deepAt, ...counts };
}

function lastSweep(result: unknown): SweepResult | null {
  const value: unknown = Array.isArray(result) ? result[0] : result;
  return isSweepResult(value) ? value : null;
}

function isSweepResult(value: unknown): value is SweepResult {
  return typeof value === "object" && value !== null && "sweptTo" in value && "deepAt" in value;
}
