import { setTimeout as delay } from "node:timers/promises";
import type { State } from "./state.ts";

/** Waits without keeping the process alive. False when the simulator closed meanwhile: then there is nothing left to do. */
export async function pause(state: State, ms: number): Promise<boolean> {
  try {
    await delay(ms, undefined, { ref: false, signal: state.closing });
    return true;
  } catch {
    return false;
  }
}
