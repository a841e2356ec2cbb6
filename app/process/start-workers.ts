import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@temporalio/client";
import { NativeConnection } from "@temporalio/worker";
import { createAircallActivities, createMediaActivities } from "../../activities/index.ts";
import { ensureSweep } from "../../client/start/ensure-sweep.ts";
import { resumeAccount, startCredentialCheck } from "../../client/start/resume-account.ts";
import { startSieve } from "../../client/start/start-sieve.ts";
import { registerSearchAttributes } from "../../temporal/search-attributes.ts";
import { backlogs } from "../../temporal/server-facts.ts";
import { proveServing, servingFault, type TemporalAddress } from "../../temporal/create-client.ts";
import { metrics as measures } from "../../domain/metrics.ts";
import { usualRequestsPerMinute } from "../../domain/aircall-limits.ts";
import { createRecordingStore } from "../../recordings/recording-store.ts";
import { createWorkers, type Workers } from "../../worker/create-workers.ts";
import { dispatchRate, readThrottle, setThrottle } from "../../temporal/throttle.ts";
import type { OpenAccount } from "../open-account.ts";
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
  readonly config: Pick<Config, "account" | "storage" | "timing" | "media" | "temporal">;
  readonly log: Logger;
  readonly address: TemporalAddress;
  readonly client: Client;
  readonly account: OpenAccount;
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
  const { env, config, log, address, client, account, metrics, tracing, onChange } = options;
  const stopping = new AbortController();
  let workers: Workers | null = null;
  let working = false;
  const set = (to: boolean): void => {
    working = to;
    onChange();
  };

  const work = async (): Promise<void> => {
    log.info({ account: account.name }, "workers start");
    const store = createRecordingStore(config.storage.recordings);
    const media = await openMedia({ config, store, env, metrics, log });
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
          log.info({ account: account.name, decoder }, "workers are at work");
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
  let sieve: (() => Promise<void>) | null = null;
  const watch = floodWatch(() => {
    log.warn(
      { account: account.name },
      "many calls are announced that Aircall does not know; those that it lists go first. See docs/run/operations.md, Many unknown calls are announced",
    );
    sieve?.().catch((error: unknown) =>
      log.warn(loggable(error), "which calls exist is not asked now; each waits for its turn"),
    );
  });
  account.onUnknown(watch);

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
    const standing = (await readThrottle(client)).limits.get(account.name);
    const rpm = config.account.requestsPerMinute ?? standing ?? usualRequestsPerMinute;
    const throttle = await setThrottle(client, account.name, rpm);
    if (throttle === "per-queue")
      log.warn("this server has no limits per account; one account only");
    const sweep = { account: account.name, budgets: config.timing.budgets, searchable };
    await ensureSweep(client, sweep, config.timing.sweepEveryMs);
    void warnOfOthers(client, account.name, log);
    sieve = () => startSieve(client, sweep);
    await using opened = new AsyncDisposableStack();
    const connection = await NativeConnection.connect(address.connectionOptions);
    opened.defer(() => connection.close());
    if (throttle === "per-account") opened.defer(followThrottle({ client, account, log }));
    const created = await createWorkers({
      connection,
      namespace: address.namespace,
      dataConverter: address.dataConverter,
      tracing,
      aircallActivities: createAircallActivities(new Map([[account.name, account]])),
      mediaActivities: createMediaActivities({
        ...media,
        resumeAccount: (name, onProgress) => resumeAccount(client, name, onProgress),
      }),
      version: config.temporal.version,
      queueRate: throttle === "per-queue" ? dispatchRate(rpm) : null,
    });
    const held = opened.move();
    return {
      stop: created.stop,
      run: async () => {
        await using _ = held;
        if (!stopping.signal.aborted) checkCredential();
        await created.run();
      },
    };
  };

  /** What waits for the account's credential goes on when it proves good. */
  const checkCredential = (): void => {
    startCredentialCheck(client, account.name).catch((error: unknown) =>
      log.warn(
        loggable(error),
        "the credential is not checked now; voicemails check it themselves",
      ),
    );
  };
  account.onRecovery(checkCredential);
  metrics.sample(async () => {
    const good = account.credentialGood();
    if (good !== null) {
      metrics.record(measures.credential, Number(good), { account: account.name });
    }
    for (const { queue, waiting, oldestSeconds } of await backlogs(client)) {
      const labels = { account: account.name, queue };
      metrics.record(measures.backlog, waiting, labels);
      metrics.record(measures.backlogAge, oldestSeconds, labels);
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
