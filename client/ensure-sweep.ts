import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type Client,
} from "@temporalio/client";
import type { SweepInput } from "../domain/sweep-plan.ts";
import { sweepIdFor, taskQueues, workflowTypes } from "../domain/wire.ts";

/** A sweep that was due while the server was away is made up for within this time; the next one covers its span anyway. */
const catchupWindow = "1 hour";

/**
 * Makes sure that the account is swept: creates its Schedule, which then begins at once, or changes one of other settings.
 * A paused Schedule stays paused.
 *
 * @param everyMs between two sweeps, milliseconds
 */
export async function ensureSweep(
  client: Client,
  input: SweepInput,
  everyMs: number,
): Promise<void> {
  const { account } = input;
  const scheduleId = sweepIdFor(account);
  const spec = { intervals: [{ every: everyMs }] };
  const action = {
    type: "startWorkflow" as const,
    workflowType: workflowTypes.sweep,
    workflowId: scheduleId,
    taskQueue: taskQueues.workflows,
    args: [input],
    staticSummary: `Sweep of account ${account}`,
  };
  const policies = { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow };
  try {
    await client.schedule.create({
      scheduleId,
      spec,
      action,
      policies,
      state: { triggerImmediately: true },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const handle = client.schedule.getHandle(scheduleId);
    const { spec: standing, action: acting } = await handle.describe();
    const same =
      standing.intervals?.[0]?.every === everyMs &&
      JSON.stringify("args" in acting ? acting.args : null) === JSON.stringify([input]);
    if (!same) await handle.update((schedule) => ({ ...schedule, spec, action, policies }));
  }
}

/** Whether the account has its Schedule. */
export async function isSwept(client: Client, account: string): Promise<boolean> {
  try {
    await client.schedule.getHandle(sweepIdFor(account)).describe();
    return true;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return false;
    throw error;
  }
}
