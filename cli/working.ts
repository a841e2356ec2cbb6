import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@temporalio/client";
import { NativeConnection, Runtime } from "@temporalio/worker";
import type { Account } from "../activities/accounts.ts";
import { createAircallActivities, createMediaActivities } from "../activities/index.ts";
import { registerSearchAttributes } from "../client/search-attributes.ts";
import type { TemporalAddress } from "../client/temporal.ts";
import { createRecordingStore } from "../voice/audio/recording-store.ts";
import { createWorkers, type Workers } from "../worker/create-workers.ts";
import { dispatchRate, setThrottle } from "../worker/throttle.ts";
import type { Config } from "./config.ts";
import { openListening } from "./listening.ts";
import { loggable, type Logger } from "./log.ts";
import { installTemporalRuntime } from "./temporal-log.ts";

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
  account: Account,
  searchPath: string,
): Working {
  installTemporalRuntime(log);
  const stopping = new AbortController();
  let workers: Workers | null = null;

  const work = async (): Promise<void> => {
    const store = createRecordingStore(
      config.RECORDING_STORE ?? join(config.AFTERBEEP_DATA, "recordings"),
    );
    const listening = await openListening(config, store, searchPath);
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
      // Without a worker that ever ran, the SDK's runtime would keep the process alive.
      await Runtime.instance().shutdown();
    }
  };

  const assemble = async (
    listening: Awaited<ReturnType<typeof openListening>>,
  ): Promise<Workers> => {
    await registerSearchAttributes(client);
    const rpm = config.AIRCALL_REQUESTS_PER_MINUTE;
    const throttle = await setThrottle(client, rpm);
    if (throttle === "per-queue")
      log.warn("this server has no limits per account; one account only");
    const connection = await NativeConnection.connect(address.connectionOptions);
    try {
      const created = await createWorkers({
        connection,
        namespace: address.namespace,
        aircallActivities: createAircallActivities(new Map([[config.AIRCALL_ACCOUNT, account]])),
        mediaActivities: createMediaActivities(listening),
        queueRate: throttle === "per-queue" ? dispatchRate(rpm) : null,
      });
      return {
        stop: created.stop,
        run: async () => {
          try {
            await created.run();
          } finally {
            await connection.close();
          }
        },
      };
    } catch (error) {
      await connection.close();
      throw error;
    }
  };

  return {
    done: work(),
    stop: () => {
      stopping.abort();
      workers?.stop();
    },
  };
}
