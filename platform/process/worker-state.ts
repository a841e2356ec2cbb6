import { z } from "zod";

const workerState = z.object({
  workers: z.object({
    /** Whether they take work now. */
    working: z.boolean(),
    /** Whether the account's credential works; null before the first answer of Aircall. */
    aircall: z.boolean().nullable(),
  }),
});

/** How the workers of a process are doing. */
export type WorkerState = z.infer<typeof workerState>["workers"];

/** Says so to the process that started this one, where it has opened a channel. */
export function sayState(state: WorkerState): void {
  process.send?.({ workers: state }, undefined, undefined, () => {});
}

/** What a message says of the workers; null when it is another one. */
export function stateIn(message: unknown): WorkerState | null {
  return workerState.safeParse(message).data?.workers ?? null;
}

const workerFault = z.object({ workersFault: z.string() });

/** Says why they cannot work, in a sentence for people, and is gone: there is nobody to serve. */
export function sayFault(sentence: string): void {
  process.send?.({ workersFault: sentence }, undefined, undefined, () => process.disconnect());
}

/** Why workers cannot work; null when a message is another one. */
export function faultIn(message: unknown): string | null {
  return workerFault.safeParse(message).data?.workersFault ?? null;
}
