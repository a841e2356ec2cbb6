import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@temporalio/client";
import { NativeConnection } from "@temporalio/worker";
import { createAircallActivities, createMediaActivities } from "../activities/index.ts";
import { ensureSweep } from "../client/start/ensure-sweep.ts";
import { resumeAccount, startCredentialCheck } from "../client/start/resume-account.ts";
import { registerSearchAttributes } from "../temporal/search-attributes.ts";
import { backlogs } from "../temporal/server-facts.ts";
import type { TemporalAddress } from "../temporal/create-client.ts";
import { metrics as measures } from "../domain/metrics.ts";
import { usualRequestsPerMinute } from "../domain/aircall-limits.ts";
import { createRecordingStore } from "../voice/audio/recording-store.ts";
import { createWorkers, type Workers } from "../worker/create-workers.ts";
import { dispatchRate, readThrottle, setThrottle } from "../temporal/throttle.ts";
import type { OpenAccount } from "./open-account.ts";
import { budgetsOf } from "./budgets.ts";
import type { Config, Environment } from "../platform/config/load-config.ts";
import { followThrottle } from "./follow-throttle.ts";
import { openListening } from "./open-media.ts";
import { loggable, type Logger } from "../platform/telemetry/log.ts";
import type { Metrics } from "../platform/telemetry/metrics.ts";
import type { Tracing } from "../platform/telemetry/tracing.ts";
import { workerVersionOf } from "./worker-version.ts";

/** The workers of this process, kept at work. */
export interface Working {
  /** Resolves after `stop`, when what was under way is done. */
  readonly done: Promise<void>;
  readonly stop: () => void;
}

/** Between two tries to reach a server that is down. */
const retryMs = 3_000;

const cleanEveryMs = 3_600_000;

/** Starts the workers, and starts them anew for as long as the server is away. */
export function startWorking(
  config: Config,
  log: Logger,
  address: TemporalAddress,
  client: Client,
  account: OpenAccount,
  env: Environment,
  metrics: Metrics,
  tracing: Tracing | null,
): Working {
  const stopping = new AbortController();
  let workers: Workers | null = null;

  const work = async (): Promise<void> => {
    const store = createRecordingStore(
      config.RECORDING_STORE ?? join(config.AFTERBEEP_DATA, "recordings"),
    );
    const listening = await openListening(config, store, env, metrics);
    const cleaner = setInterval(() => {
      store
        .removeOlderThan(config.RECORDING_RETENTION)
        .catch((error: unknown) => log.warn(loggable(error), "old recordings were not removed"));
    }, cleanEveryMs);
    try {
      while (!stopping.signal.aborted) {
        try {
          workers = await assemble(listening);
          log.info(
            { account: config.AIRCALL_ACCOUNT, decoder: listening.decoder },
            "workers are at work",
          );
          if (!stopping.signal.aborted) await workers.run();
        } catch (error) {
          log.warn(loggable(error), "the workers cannot work now; tried again");
          await delay(retryMs, undefined, { signal: stopping.signal }).catch(() => {});
        }
      }
    } finally {
      clearInterval(cleaner);
      await listening.close();
    }
  };

  const assemble = async (
    listening: Awaited<ReturnType<typeof openListening>>,
  ): Promise<Workers> => {
    const searchable = await registerSearchAttributes(client);
    const standing = (await readThrottle(client)).limits.get(account.name);
    const rpm = config.AIRCALL_REQUESTS_PER_MINUTE ?? standing ?? usualRequestsPerMinute;
    const throttle = await setThrottle(client, account.name, rpm);
    if (throttle === "per-queue")
      log.warn("this server has no limits per account; one account only");
    const sweep = { account: account.name, budgets: budgetsOf(config), searchable };
    await ensureSweep(client, sweep, config.SWEEP_EVERY);
    const connection = await NativeConnection.connect(address.connectionOptions);
    const unfollow = throttle === "per-account" ? followThrottle(client, account, log) : () => {};
    const release = async (): Promise<void> => {
      unfollow();
      await connection.close();
    };
    try {
      const created = await createWorkers({
        connection,
        namespace: address.namespace,
        dataConverter: address.dataConverter,
        tracing,
        aircallActivities: createAircallActivities(new Map([[account.name, account]])),
        mediaActivities: createMediaActivities({
          ...listening,
          resumeAccount: (name, onProgress) => resumeAccount(client, name, onProgress),
        }),
        version: workerVersionOf(config),
        queueRate: throttle === "per-queue" ? dispatchRate(rpm) : null,
      });
      return {
        stop: created.stop,
        run: async () => {
          try {
            checkCredential();
            await created.run();
          } finally {
            await release();
          }
        },
      };
    } catch (error) {
      await release();
      throw error;
    }
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
      metrics.tell(measures.credential, Number(good), { account: account.name });
    }
    for (const { queue, waiting, oldestSeconds } of await backlogs(client)) {
      metrics.tell(measures.backlog, waiting, { queue });
      metrics.tell(measures.backlogAge, oldestSeconds, { queue });
    }
  });

  return {
    done: work(),
    stop: () => {
      stopping.abort();
      workers?.stop();
    },
  };
}
