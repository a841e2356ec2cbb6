import { setTimeout as delay } from "node:timers/promises";

/** Aborts when the simulator closes: no event, retry or late effect outlives it. */
export interface Closing {
  readonly closing: AbortSignal;
}

/**
 * Waits without keeping the process alive. False when the simulator closed meanwhile: then there is
 * nothing left to do.
 */
export async function pause({ closing }: Closing, ms: number): Promise<boolean> {
  try {
    await delay(ms, undefined, { ref: false, signal: closing });
    return true;
  } catch {
    return false;
  }
}
