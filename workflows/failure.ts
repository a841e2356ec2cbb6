import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  TimeoutFailure,
} from "@temporalio/workflow";
import { failureTypes, type FailureType } from "../domain/failure-type.ts";

/** What a workflow learns of a step that failed. */
export interface StepFailure {
  /**
   * `Lost` when no worker said why: a time-out, or a worker that died. `Overdue` when none took it
   * in its time.
   */
  readonly type: FailureType | "Lost" | "Overdue";
  /** For people; holds nothing of a caller. */
  readonly message: string;
  /** Milliseconds to wait before trying again, when the other side asked for it. */
  readonly retryAfterMs: number | null;
  /** How long before the failure a write of unknown effect was sent; 0 where nobody can say. */
  readonly sinceSentMs: number;
  /** The worker that took the step does not serve the account, and did nothing. */
  readonly elsewhere?: true;
}

/**
 * Reads an error of a step. Anything that is no failure of an activity, a cancellation above all,
 * is thrown on.
 */
export function readFailure(error: unknown): StepFailure {
  if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
  const { cause } = error;
  if (cause instanceof ApplicationFailure && isFailureType(cause.type)) {
    const [retryAfterMs, sinceSentMs, more] = cause.details ?? [];
    return {
      type: cause.type,
      message: cause.message,
      retryAfterMs: typeof retryAfterMs === "number" ? retryAfterMs : null,
      sinceSentMs: typeof sinceSentMs === "number" ? sinceSentMs : 0,
      ...(typeof more === "object" && more !== null && "elsewhere" in more
        ? { elsewhere: true }
        : {}),
    };
  }
  if (cause instanceof ApplicationFailure && cause.nonRetryable === true) throw error;
  const message = cause?.message ?? error.message;
  const overdue = cause instanceof TimeoutFailure && cause.timeoutType === "SCHEDULE_TO_START";
  return { type: overdue ? "Overdue" : "Lost", message, retryAfterMs: null, sinceSentMs: 0 };
}

/**
 * Runs a step and gives either its result or why it failed, with the error for whoever must throw
 * it on.
 */
export async function attempt<T>(
  step: () => Promise<T>,
): Promise<{ readonly ok: T } | { readonly failed: StepFailure; readonly error: unknown }> {
  try {
    return { ok: await step() };
  } catch (error) {
    return { failed: readFailure(error), error };
  }
}

function isFailureType(type: string | null | undefined): type is FailureType {
  return failureTypes.some((known) => known === type);
}
