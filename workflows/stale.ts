import type { Call } from "../domain/aircall-object/call.ts";

const staleMs = 60_000;

/** Whether a call was read so long ago that what agents and others did to it since must be looked at before writing. */
export function isStale({ readAt }: Call): boolean {
  return Date.now() - readAt > staleMs;
}
