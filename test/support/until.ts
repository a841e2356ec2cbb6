import { setTimeout as delay } from "node:timers/promises";

/** Waits for a state, never for a time. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  timeoutMs = 60_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== undefined && seen !== false) return seen;
    if (Date.now() > deadline)
      throw new Error(`waited ${timeoutMs / 1_000} s in vain until ${what}`);
    await delay(50);
  }
}
