import type { Client } from "@temporalio/client";
import { openVoicemails } from "../../client/ask/voicemail-queries.ts";
import { usualRequestsPerMinute } from "../../domain/aircall-limits.ts";
import { ensureSweep, removeSweep } from "../../client/start/ensure-sweep.ts";
import { startCredentialCheck } from "../../client/start/resume-account.ts";
import type { TimingConfig } from "../../platform/config/sections/timing.ts";
import { loggable, type Logger } from "../../platform/telemetry/log.ts";
import { setThrottles } from "../../temporal/throttle.ts";
import type { AccountRegistry } from "./account-registry.ts";

export interface TendOptions {
  readonly client: Client;
  readonly registry: AccountRegistry;
  readonly timing: TimingConfig;
  /** Whether the server knows our search attributes. */
  readonly searchable: boolean;
  readonly log: Logger;
}

/** What the Temporal server holds for the accounts, kept as they are configured. */
export interface Tended {
  /** `per-queue` on a server without limits per account. */
  readonly throttle: "per-account" | "per-queue";
  /** What waits for credentials goes on where they prove good: of all accounts now, later of each that comes. */
  readonly checkCredentials: () => void;
  readonly stop: () => void;
}

/** Between two looks at what is to be done still. */
const everyMs = 3_000;

/** Another process that knows of fewer accounts may have removed a sweep. */
const sweptForMs = 15 * 60_000;

/** Requests to the server under way at once. */
const atOnce = 8;

/** An account that was removed is served for so long at most: a voicemail may wait for its recording for a day. */
const leavesWithinMs = 3_600_000;

/** A voicemail that was announced at the last moment is listed by then. */
const settlesMs = 10_000;

/**
 * Sets the rate of each account, has each swept, and does so for each that comes. One that goes is swept no more and
 * is let go when its voicemails have ended.
 *
 * @throws when the server cannot be reached
 */
export async function tendAccounts(options: TendOptions): Promise<Tended> {
  const { client, registry, timing, searchable, log } = options;
  /** When each was found to be swept. */
  const swept = new Map<string, number>();
  const checked = new Set<string>();
  const leftAt = new Map<string, number>();
  let checks = false;

  /** Accounts whose limit was configured since the start: one that is not any more has the usual one again. */
  const limited = new Set<string>();
  const limits = (): ReadonlyMap<string, number | null> =>
    new Map(
      registry.usable().map(({ name, requestsPerMinute }) => {
        if (requestsPerMinute !== null) limited.add(name);
        return [name, requestsPerMinute ?? (limited.has(name) ? usualRequestsPerMinute : null)];
      }),
    );
  let set = JSON.stringify([...limits()]);
  const throttle = await setThrottles(client, limits());

  const sweepAll = async (): Promise<void> => {
    const { budgets, sweepEveryMs } = timing;
    const due = registry
      .usable()
      .filter(({ name }) => performance.now() - (swept.get(name) ?? -Infinity) > sweptForMs);
    await each(due, async ({ name: account }) => {
      await ensureSweep(client, { account, budgets, searchable }, sweepEveryMs);
      swept.set(account, performance.now());
    });
  };
  const limitAll = async (): Promise<void> => {
    const wanted = JSON.stringify([...limits()]);
    if (wanted === set || throttle === "per-queue") return;
    await setThrottles(client, limits());
    set = wanted;
  };
  const check = (account: string): void => {
    startCredentialCheck(client, account).catch((error: unknown) => {
      log.warn(
        loggable(error),
        "the credential is not checked now; voicemails check it themselves",
      );
    });
  };
  const checkAll = (): void => {
    if (!checks) return;
    for (const { name } of registry.usable()) {
      if (checked.has(name)) continue;
      checked.add(name);
      check(name);
    }
  };
  const letGo = async (name: string): Promise<void> => {
    const now = performance.now();
    const since = leftAt.get(name);
    // First, so that it is tried again where the server does not take it.
    if (since === undefined || swept.has(name)) {
      await removeSweep(client, name);
      swept.delete(name);
    }
    if (since === undefined) {
      leftAt.set(name, now);
      log.info({ account: name }, "the account was removed; its voicemails under way are finished");
    }
    checked.delete(name);
    const leavingMs = now - (since ?? now);
    if (leavingMs < settlesMs) return;
    const isDead = registry.get(name)?.credentialGood() === false;
    const { count } = await client.workflow.count(openVoicemails(name));
    if (count > 0 && !isDead && leavingMs < leavesWithinMs) return;
    await registry.release(name);
    leftAt.delete(name);
    log.info({ account: name, waiting: count }, "the account is gone");
  };
  const tend = async (): Promise<void> => {
    const leaving = new Set(registry.leaving());
    for (const name of leftAt.keys()) if (!leaving.has(name)) leftAt.delete(name);
    await limitAll();
    await sweepAll();
    checkAll();
    await each([...leaving], letGo);
  };

  let tending: Promise<void> | null = null;
  const tendNow = (): void => {
    tending ??= tend()
      .catch((error: unknown) =>
        log.debug(loggable(error), "the accounts are brought to Temporal later"),
      )
      .finally(() => (tending = null));
  };
  await sweepAll();
  const timer = setInterval(tendNow, everyMs);
  const followed = registry.onChange(tendNow);
  const recovered = registry.onRecovery(check);
  return {
    throttle,
    checkCredentials: () => {
      checks = true;
      checkAll();
    },
    stop: () => {
      clearInterval(timer);
      followed[Symbol.dispose]();
      recovered[Symbol.dispose]();
    },
  };
}

/** Works through all, a few at once. @throws the first failure, when the others have ended */
async function each<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const place = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, place));
  const failed = ended.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
}
