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
  /** Starts of an account under way at once. (Default: 2) */
  readonly concurrency?: number;
  /** Starts under way at once, of all accounts. (Default: 8) */
  readonly mostAtOnce?: number;
  /**
   * After a start, before the same place of the account takes the next one, milliseconds. Answering webhooks goes
   * before starting what they announce, and an account's rate lets no more than a voicemail in two seconds through.
   * (Default: 200)
   */
  readonly pauseMs?: number;
  /** Between two looks at the directory, milliseconds. (Default: 2,000) */
  readonly everyMs?: number;
  /** Records younger than this are left to the process that took them. (Default: 10,000) */
  readonly minAgeMs?: number;
}

/** What waits of one account, and how many of its places are taken. */
interface Lane {
  readonly names: string[];
  taken: number;
}

/**
 * Takes records out of a spool and announces them, a few at once, each account in its own lane: what comes for one
 * in numbers keeps no other waiting. A record leaves the spool only when Temporal has it.
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { spool, announce, onTrouble, concurrency = 2, mostAtOnce = 8 } = options;
  const { everyMs = 2_000, pauseMs = 200, minAgeMs = 10_000 } = options;
  /** By account, the one that was served last at the end. */
  const lanes = new Map<string, Lane>();
  /** Names queued or under way; the record where this process has it still in memory. */
  const inHand = new Map<string, SpoolRecord | null>();
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  let starting = 0;
  let down = false;

  /** Ends early when stopped. */
  const pause = async (ms: number): Promise<void> => {
    await delay(ms, undefined, { signal: stopping.signal }).catch(() => {});
  };

  const waiting = (): number =>
    [...lanes.values()].reduce((sum, { names }) => sum + names.length, 0);

  const deliver = async (name: string): Promise<void> => {
    starting++;
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
      if (!down) onTrouble(error, waiting() + 1);
      down = true;
      for (const { names } of lanes.values())
        for (const left of names.splice(0)) inHand.delete(left);
    } finally {
      starting--;
      inHand.delete(name);
    }
  };

  /** The account whose turn it is. */
  const next = (): string | null => {
    for (const [account, { names, taken }] of lanes) {
      if (names.length > 0 && taken < concurrency) return account;
    }
    return null;
  };

  const mayStart = (): boolean => starting < (down ? 1 : mostAtOnce) && !stopping.signal.aborted;

  const pump = (): void => {
    while (mayStart()) {
      const account = next();
      const lane = account === null ? undefined : lanes.get(account);
      const name = lane?.names.shift();
      if (account === null || !lane || name === undefined) return;
      lanes.delete(account);
      lanes.set(account, lane);
      lane.taken++;
      const work = deliver(name)
        .then(() => {
          // A place that pauses starts nothing: others may.
          pump();
          return lane.names.length > 0 ? pause(pauseMs) : undefined;
        })
        .finally(() => {
          underWay.delete(work);
          lane.taken--;
          if (lane.taken === 0 && lane.names.length === 0) lanes.delete(account);
          pump();
        });
      underWay.add(work);
    }
  };

  const enqueue = (name: string, account: string, record: SpoolRecord | null): void => {
    if (inHand.has(name)) return;
    inHand.set(name, record);
    const lane = lanes.get(account) ?? { names: [], taken: 0 };
    lanes.set(account, lane);
    lane.names.push(name);
  };

  /** Whose it is; where it is no record it is set aside by that. */
  const read = async (name: string): Promise<void> => {
    const record = await spool.read(name);
    if (record) enqueue(name, record.account, null);
  };

  const look = async (takenBefore: number): Promise<void> => {
    const names = await spool.list();
    for (const name of names) {
      const at = takenAt(name);
      // The clock was set back since: it would wait until the clock is there again.
      const isDue = at <= takenBefore || at > Date.now();
      if (!isDue || inHand.has(name)) continue;
      await read(name);
      pump();
      // While Temporal is away one is enough to find out whether it is back.
      if (stopping.signal.aborted || (down && inHand.size > 0)) break;
    }
    pump();
  };

  return {
    offer: (name, record) => {
      if (down || stopping.signal.aborted) return;
      enqueue(name, record.account, record);
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
