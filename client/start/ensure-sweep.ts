import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  ServiceError,
  type Client,
  type ScheduleDescription,
  type ScheduleHandle,
} from "@temporalio/client";
import { dayMs } from "../../domain/duration.ts";
import type { SweepInput } from "../../domain/sweep/sweep-plan.ts";
import { sweepIdFor, taskQueues, workflowTypes } from "../../domain/wire.ts";

/**
 * A sweep that was due while the server was away is made up for within this time; the next one
 * covers its span anyway.
 */
const catchupWindow = "1 hour";

/**
 * A sweep that no worker can go on with, as when the key that it was encrypted with is gone, holds
 * up the next ones no longer than a day.
 */
const longestMs = dayMs;

/**
 * Makes sure that the account is swept: creates its Schedule, which then begins at once, or changes
 * one of other settings. A paused Schedule stays paused.
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
    workflowRunTimeout: longestMs,
    staticSummary: `Sweep of account ${account}`,
  };
  const policies = { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow };
  const create = (state: { readonly paused: boolean }): Promise<ScheduleHandle> =>
    client.schedule.create({
      scheduleId,
      spec,
      action,
      policies,
      state: { ...state, triggerImmediately: true },
    });
  try {
    await create({ paused: false });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const handle = client.schedule.getHandle(scheduleId);
    const standing = await legible(handle);
    if (standing === null) {
      const { schedule } = await client.workflowService.describeSchedule({
        namespace: client.options.namespace,
        scheduleId,
      });
      await handle.delete();
      await create({ paused: schedule?.state?.paused ?? false });
    } else if (!isSame(standing)) {
      await handle.update((schedule) => ({ ...schedule, spec, action, policies }));
    }
  }

  function isSame({ spec: { intervals }, action: acting }: ScheduleDescription): boolean {
    return (
      intervals?.[0]?.every === everyMs &&
      acting.type === "startWorkflow" &&
      acting.workflowRunTimeout === longestMs &&
      JSON.stringify(acting.args) === JSON.stringify([input])
    );
  }
}

/**
 * The Schedule as it stands; null where its input is encrypted with a key that is not ours, which
 * the SDK can neither show nor change.
 */
async function legible(handle: ScheduleHandle): Promise<ScheduleDescription | null> {
  try {
    return await handle.describe();
  } catch (error) {
    if (error instanceof ServiceError || error instanceof ScheduleNotFoundError) throw error;
    return null;
  }
}

/** Whether the account has its Schedule. */
export async function isSwept(client: Client, account: string): Promise<boolean> {
  try {
    await legible(client.schedule.getHandle(sweepIdFor(account)));
    return true;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return false;
    throw error;
  }
}

/** The account is swept no more. A sweep that runs goes on. */
export async function removeSweep(client: Client, account: string): Promise<void> {
  try {
    await client.schedule.getHandle(sweepIdFor(account)).delete();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
  }
}
