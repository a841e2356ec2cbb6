import { setTimeout as delay } from "node:timers/promises";
import { takenAt, type Spool, type SpoolRecord } from "./spool.ts";

/**
 * Brings what is in the spool to Temporal: new records at once, those left over by a down-time or a
 * dead process later.
 */
export interface Dispatcher {
  /** A record that was just put into the spool. */
  readonly offer: (name: string, record: SpoolRecord) => void;
  /** Works until closed. */
  readonly run: () => Promise<void>;
  /** Stops; what is under way is finished, what is left stays in the spool. */
  readonly close: () => Promise<void>;
}

export interface DispatcherOptions {
  readonly spool: Spool;
  /** Throws when Temporal does not take it now. */
  readonly announce: (record: SpoolRecord) => Promise<unknown>;
  readonly onTrouble: (error: unknown, waiting: number) => void;
  /** Starts under way at once. (Default: 2) */
  readonly concurrency?: number;
  /**
   * After a start, before the same place takes the next one, milliseconds. Answering webhooks goes
   * before starting what they announce, and an account's rate lets no more than a voicemail in two
   * seconds through. (Default: 200)
   */
  readonly pauseMs?: number;
  /** Between two looks at the directory, milliseconds. (Default: 2,000) */
  readonly everyMs?: number;
  /** Records younger than this are left to the process that took them. (Default: 10,000) */
  readonly minAgeMs?: number;
}

/**
 * Takes records out of a spool and announces them, a few at once. A record leaves the spool only
 * when Temporal has it.
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { spool, announce, onTrouble } = options;
  const { concurrency = 2, everyMs = 2_000, pauseMs = 200, minAgeMs = 10_000 } = options;
  const queue: string[] = [];
  /** Names queued or under way; the record where this process has it still in memory. */
  const inHand = new Map<string, SpoolRecord | null>();
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  let down = false;

  /** Ends early when stopped. */
  const pause = async (ms: number): Promise<void> => {
    await delay(ms, undefined, { signal: stopping.signal }).catch(() => {});
  };

  const deliver = async (name: string): Promise<void> => {
    try {
      const record = inHand.get(name) ?? (await spool.read(name));
      if (record) {
        await announce(record);
        await spool.remove(name);
      }
      down = false;
    } catch (error) {
      // It stays in the spool. No more are tried until the next look: each would wait out its
      // deadline.
      if (!down) onTrouble(error, queue.length + 1);
      down = true;
      for (const left of queue.splice(0)) inHand.delete(left);
    } finally {
      inHand.delete(name);
    }
  };

  const pump = (): void => {
    while (underWay.size < (down ? 1 : concurrency) && !stopping.signal.aborted) {
      const name = queue.shift();
      if (name === undefined) return;
      const work = deliver(name)
        .then(() => (queue.length > 0 ? pause(pauseMs) : undefined))
        .finally(() => {
          underWay.delete(work);
          pump();
        });
      underWay.add(work);
    }
  };

  const enqueue = (name: string, record: SpoolRecord | null): void => {
    if (inHand.has(name)) return;
    inHand.set(name, record);
    queue.push(name);
  };

  const look = async (takenBefore: number): Promise<void> => {
    for (const name of await spool.list()) {
      const at = takenAt(name);
      // The clock was set back since: it would wait until the clock is there again.
      if (at <= takenBefore || at > Date.now()) enqueue(name, null);
    }
    pump();
  };

  return {
    offer: (name, record) => {
      if (down || stopping.signal.aborted) return;
      enqueue(name, record);
      pump();
    },
    run: async () => {
      let first = true;
      while (!stopping.signal.aborted) {
        // What an earlier process or a down-time left is ours at once; else the process that took a
        // record is busy with it.
        const takenBefore = first || down ? Infinity : Date.now() - minAgeMs;
        await look(takenBefore).catch((error: unknown) => onTrouble(error, 0));
        first = false;
        await pause(everyMs);
      }
    },
    close: async () => {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}
