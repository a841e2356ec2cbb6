import { cancellationSignal } from "@temporalio/activity";
import type { Resumed } from "../../domain/activities/aircall.ts";

/** What bounds a step's request: it ends with its attempt, and knows whether a refused credential may be tried again. */
export function limitsOf({ resumedAt }: Resumed): { signal: AbortSignal; resumedAt?: number } {
  return { signal: cancellationSignal(), ...(resumedAt === undefined ? {} : { resumedAt }) };
}
