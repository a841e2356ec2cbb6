import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@temporalio/client";
import { NativeConnection } from "@temporalio/worker";
import { settingsForSteps } from "../../activities/accounts.ts";
import { createAircallActivities, createMediaActivities } from "../../activities/index.ts";
import { resumeAccount } from "../../client/start/resume-account.ts";
import { startSieve } from "../../client/start/start-sieve.ts";
import { registerSearchAttributes } from "../../temporal/search-attributes.ts";
import { backlogs } from "../../temporal/server-facts.ts";
import { proveServing, servingFault, type TemporalAddress } from "../../temporal/create-client.ts";
import { metrics as measures } from "../../domain/metrics.ts";
import { createRecordingStore } from "../../recordings/recording-store.ts";
import { createWorkers, type Workers } from "../../worker/create-workers.ts";
import { dispatchRate, readThrottle } from "../../temporal/throttle.ts";
import type { AccountRegistry } from "../accounts/account-registry.ts";
import { tendAccounts } from "../accounts/tend-accounts.ts";
import type { Config, Environment } from "../../platform/config/load-config.ts";
import { warnOfOthers } from "./warn-of-others.ts";
import { floodWatch } from "./flood-watch.ts";
import { followThrottle } from "./follow-throttle.ts";
import { openMedia, type Media } from "../media/open-media.ts";
import { loggable, type Logger } from "../../platform/telemetry/log.ts";
import type { Metrics } from "../../platform/telemetry/metrics.ts";
import { sayReady } from "../../platform/process/ready.ts";
import type { Tracing } from "../../platform/telemetry/tracing.ts";

/** The workers of this process, kept at work. */
export interface RunningWorkers {
  /** Resolves after `stop`, when what was under way is done. */
  readonly done: Promise<void>;
  readonly stop: () => void;
  /** Whether they take work now. */
  readonly isWorking: () => boolean;
}

export interface StartWorkersOptions {
  readonly env: Environment;
  readonly config: Pick<Config, "storage" | "timing" | "media" | "temporal">;
  readonly log: Logger;
  readonly address: TemporalAddress;
  readonly client: Client;
  readonly registry: AccountRegistry;
  readonly metrics: Metrics;
  readonly tracing: Tracing | null;
  /** Called when they begin or cease to take work. */
  readonly onChange: () => void;
}

/** Between two tries to reach a server that is down. */
const retryMs = 3_000;

/** For a server to answer. */
const patienceMs = 5_000;

const tellAgainMs = 60_000;

const cleanEveryMs = 3_600_000;

/** Starts the workers, and starts them anew for as long as the server is away. */
export function startWorkers(options: StartWorkersOptions): RunningWorkers {
  const { env, config, log, address, client, registry, metrics, tracing, onChange } = options;
  const stopping = new AbortController();
  let workers: Workers | null = null;
  let working = false;
  const set = (to: boolean): void => {
    working = to;
    onChange();
  };

  const work = async (): Promise<void> => {
    log.info(accountsOf(registry), "workers start");
    const store = createRecordingStore(config.storage.recordings);
    const settingsOf = settingsForSteps(registry.settings);
    const media = await openMedia({ config, settingsOf, store, env, metrics, log });
    for (const fault of media.faults) log.error({ fault }, "a speech model is left out");
    // Beside what is assembled below.
    void media.warmUp();
    const cleaner = setInterval(() => {
      store
        .removeOlderThan(config.storage.retentionMs)
        .catch((error: unknown) => log.warn(loggable(error), "old recordings were not removed"));
    }, cleanEveryMs);
    try {
      while (!stopping.signal.aborted) {
        try {
          workers = await assemble(media);
          const { decoder } = media;
          told = { fault: "", at: 0 };
          log.info({ ...accountsOf(registry), decoder }, "workers are at work");
          set(true);
          sayReady({ ready: "workers", decoder });
          const running = workers.run();
          // Asked to stop while they were made: they end at once, and what they hold is released.
          if (stopping.signal.aborted) workers.stop();
          await running;
        } catch (error) {
          complain(error);
          set(false);
          await delay(retryMs, undefined, { signal: stopping.signal }).catch(() => {});
        }
      }
    } finally {
      clearInterval(cleaner);
      set(false);
      await media.close();
    }
  };

  /** Null before the workers are at work for the first time. */
  let sieve: ((account: string) => Promise<void>) | null = null;
  const floods = new Map<string, () => void>();
  const watchFor = (account: string): (() => void) => {
    const watch = floodWatch(() => {
      log.warn(
        { account },
        "many calls are announced that Aircall does not know; those that it lists go first. See docs/run/operations.md, Many unknown calls are announced",
      );
      sieve?.(account).catch((error: unknown) =>
        log.warn(loggable(error), "which calls exist is not asked now; each waits for its turn"),
      );
    });
    floods.set(account, watch);
    return watch;
  };
  registry.onUnknown((account) => (floods.get(account) ?? watchFor(account))());

  /** The same fault is told once a minute: it is met again every few seconds. */
  let told = { fault: "", at: 0 };
  const complain = (error: unknown): void => {
    const fault = loggable(servingFault(error, address));
    const isNew = fault.message !== told.fault || performance.now() - told.at > tellAgainMs;
    log[isNew ? "warn" : "debug"](fault, "the workers cannot work now; they try again");
    if (isNew) told = { fault: fault.message, at: performance.now() };
  };

  const assemble = async (media: Media): Promise<Workers> => {
    await proveServing(client, address, patienceMs);
    const searchable = await registerSearchAttributes(client);
    const { budgets } = config.timing;
    await using opened = new AsyncDisposableStack();
    const tended = await tendAccounts({
      client,
      registry,
      timing: config.timing,
      searchable,
      log,
    });
    opened.defer(tended.stop);
    const { throttle } = tended;
    if (throttle === "per-queue")
      log.warn("this server has no limits per account; one account only");
    void warnOfOthers(client, registry, log);
    sieve = (account) => startSieve(client, { account, budgets, searchable });
    const connection = await NativeConnection.connect(address.connectionOptions);
    opened.defer(() => connection.close());
    if (throttle === "per-account") opened.defer(followThrottle({ client, registry, log }));
    const created = await createWorkers({
      connection,
      namespace: address.namespace,
      dataConverter: address.dataConverter,
      tracing,
      aircallActivities: createAircallActivities(registry),
      mediaActivities: createMediaActivities({
        ...media,
        resumeAccount: (name, onProgress) => resumeAccount(client, name, onProgress),
      }),
      version: config.temporal.version,
      queueRate: throttle === "per-queue" ? await queueRate(client, registry) : null,
    });
    const held = opened.move();
    return {
      stop: created.stop,
      run: async () => {
        await using _ = held;
        if (!stopping.signal.aborted) tended.checkCredentials();
        await created.run();
      },
    };
  };

  metrics.sample(async () => {
    for (const [account, good] of Object.entries(registry.credentials())) {
      if (good !== null) metrics.record(measures.credential, Number(good), { account });
    }
    const [only, ...others] = registry.usable();
    const account = only && others.length === 0 ? only.name : severalAccounts;
    for (const { queue, waiting, oldestSeconds } of await backlogs(client)) {
      metrics.record(measures.backlog, waiting, { account, queue });
      metrics.record(measures.backlogAge, oldestSeconds, { account, queue });
    }
  });

  return {
    done: work(),
    isWorking: () => working,
    stop: () => {
      stopping.abort();
      workers?.stop();
    },
  };
}

/** No account may be named so. */
const severalAccounts = "(several)";

/** More names than a line of a log should hold are counted. */
const mostNamed = 20;

/** Which accounts a process serves, for its log. */
function accountsOf(registry: AccountRegistry): object {
  const names = registry.usable().map(({ name }) => name);
  if (names.length === 1) return { account: names[0] };
  return names.length > mostNamed ? { accounts: names.length } : { accounts: names };
}

/** Dispatches a second for the whole queue, which then is the only account's. */
async function queueRate(client: Client, registry: AccountRegistry): Promise<number> {
  const { limitOf } = await readThrottle(client);
  const limits = registry
    .usable()
    .map(({ name, requestsPerMinute }) => requestsPerMinute ?? limitOf(name));
  return dispatchRate(Math.min(...limits));
}
