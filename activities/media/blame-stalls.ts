import { RecordingUnavailableError } from "../../recordings/errors.ts";
import { EngineUnavailableError } from "../../speech/errors.ts";

/** Time-outs of downloads and engines are longer; what stands still for so long lets them pass unheard. */
const stalledMs = 5_000;

const lookEveryMs = 1_000;

/** Nobody knows what the other side would have said: it was not listened to. */
class WorkerStalledError extends Error {
  override readonly name = "WorkerStalledError";

  /** Without a cause: what the network said may hold an address. */
  constructor(ms: number) {
    super(`this worker was stalled for ${Math.round(ms / 1_000)} s meanwhile`);
  }
}

/**
 * Runs a step. When it says that the storage or an engine was not to be had, and this process was
 * stopped or its loop held up meanwhile, that is taken as our own doing.
 */
export async function blameStalls<T>(step: () => Promise<T>): Promise<T> {
  let seenAt = performance.now();
  let worstMs = 0;
  const look = (): void => {
    const now = performance.now();
    worstMs = Math.max(worstMs, now - seenAt - lookEveryMs);
    seenAt = now;
  };
  const looking = setInterval(look, lookEveryMs);
  try {
    return await step();
  } catch (error) {
    look();
    if (worstMs > stalledMs && mayBeOurs(error)) throw new WorkerStalledError(worstMs);
    throw error;
  } finally {
    clearInterval(looking);
  }
}

function mayBeOurs(error: unknown): boolean {
  return error instanceof RecordingUnavailableError || error instanceof EngineUnavailableError;
}
