/**
 * Whether what was just downloaded may be heard at once, in the same step, or must wait for its turn
 * in the queue: what this process knows of the order there.
 */
export interface Ears {
  /** Hears it where nothing else is heard or waits; null where it must wait for its turn. */
  readonly atOnce: <T>(recording: string, hear: () => Promise<T>) => Promise<T | null>;
  /**
   * Hears it in its turn.
   *
   * @param since when it began to wait, milliseconds since the epoch
   */
  readonly inTurn: <T>(recording: string, since: number, hear: () => Promise<T>) => Promise<T>;
}

/** So long after its download what must wait is believed to do so, unless a worker elsewhere has taken it. */
const believedMs = 120_000;

/** @param now milliseconds since the epoch */
export function createEars(now: () => number = Date.now): Ears {
  /** Sent to the queue from here, and not seen to have had its turn; when that was. */
  const waiting = new Map<string, number>();
  let listening = 0;
  const listen = async <T>(hear: () => Promise<T>): Promise<T> => {
    listening++;
    try {
      return await hear();
    } finally {
      listening--;
    }
  };
  const forget = (before: number): void => {
    for (const [recording, since] of waiting) if (since < before) waiting.delete(recording);
  };
  return {
    atOnce: async (recording, hear) => {
      forget(now() - believedMs);
      if (listening === 0 && waiting.size === 0) return listen(hear);
      waiting.set(recording, now());
      return null;
    },
    inTurn: (recording, since, hear) => {
      waiting.delete(recording);
      // The queue has an order: what waited longer has had its turn, perhaps at another worker.
      forget(since);
      return listen(hear);
    },
  };
}
