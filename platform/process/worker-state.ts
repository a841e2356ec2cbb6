import { z } from "zod";

const workerState = z.object({
  workers: z.object({
    /** Whether they take work now. */
    working: z.boolean(),
    /** Whether the credential of each account works; null before the first answer of Aircall. */
    accounts: z.record(z.string(), z.boolean().nullable()),
  }),
});

/** How the workers of a process are doing. */
export type WorkerState = z.infer<typeof workerState>["workers"];

/** How the credentials are, for `/readyz`: of all together, and of each where there are several. */
export interface CredentialHealth {
  /** False where Aircall refuses one; null where nothing is known of any. */
  readonly aircall: boolean | null;
  readonly accounts?: WorkerState["accounts"];
}

export function credentialHealth({ accounts }: Pick<WorkerState, "accounts">): CredentialHealth {
  const known = Object.values(accounts);
  const aircall = known.includes(false) ? false : known.includes(true) ? true : null;
  return { aircall, ...(known.length > 1 ? { accounts } : {}) };
}

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
