import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@temporalio/client";
import { createTemporalClient, type TemporalAddress } from "../temporal/create-client.ts";
import type { EmbeddedServer } from "../temporal/embedded/embedded-server.ts";
import { openAccount } from "./open-account.ts";
import { loadConfig, type Config, type Environment } from "../platform/config/load-config.ts";
import { openEmbedded } from "./open-embedded.ts";
import { meterRequests } from "./metering.ts";
import { createMetrics, sampleMachine } from "../platform/telemetry/metrics.ts";
import type { TemporalRuntime } from "../platform/telemetry/temporal-runtime.ts";
import { createLog, loggable, type Logger } from "../platform/telemetry/log.ts";
import { startReceiving } from "./start-receiver.ts";
import { untilAskedToStop } from "../platform/process/signals.ts";
import { encrypted } from "./encrypted.ts";
import { namedTemporal } from "./temporal-address.ts";
import { hasKeptToken } from "./webhook-tokens.ts";
import { openTracing } from "../platform/telemetry/tracing.ts";

/** Which parts of the pipeline a process runs. */
export interface Parts {
  readonly receiver: boolean;
  readonly workers: boolean;
}

/**
 * Runs the pipeline, or a part of it, until a signal asks it to end; then it drains. Webhooks are taken from the first
 * moment, whether Temporal is there or not.
 *
 * @throws ConfigError
 */
export async function runParts(env: Environment, parts: Parts): Promise<void> {
  const config = loadConfig(env, {
    credential: parts.workers,
    ...(parts.receiver ? { webhookToken: hasKeptToken } : {}),
  });
  const log = createLog(config.LOG_LEVEL);
  const stop = untilAskedToStop();
  const runtime = await openRuntime(config, log, parts);
  const metrics = createMetrics(runtime?.meter ?? null);
  const account = parts.workers ? openAccount(config, log, meterRequests(metrics, config)) : null;
  const receiving = parts.receiver
    ? await startReceiving(config, log, () => account?.credentialGood() ?? null, metrics)
    : null;
  sampleMachine(metrics, config.AFTERBEEP_DATA);
  if (receiving) log.info({ url: receiving.url }, "webhooks are taken");

  const server = createServerKeeper(env, config, log, stop);
  const opened = await Promise.race([server.open(), stop]);
  if (typeof opened !== "string") {
    const tracing = await openTracing(config, log);
    const target = { ...encrypted(opened, config), plugins: tracing ? [tracing.plugin] : [] };
    const client: Client = createTemporalClient(target);
    receiving?.connect(client);
    // Loaded only where it runs, as is the runtime.
    const { startWorking } = account ? await import("./start-workers.ts") : { startWorking: null };
    const working =
      account && startWorking
        ? startWorking(config, log, target, client, account, env, metrics, tracing)
        : null;
    const signal = await stop;
    log.info({ signal }, "asked to stop; what is under way is finished");
    await receiving?.close();
    working?.stop();
    await working?.done;
    await client.connection.close();
    await tracing?.close();
  } else await receiving?.close();
  await account?.client.close();
  await server.release();
  metrics.close();
  // Without a worker that ever ran, the SDK's runtime would keep the process alive.
  await runtime?.close();
  log.info("stopped");
}

/** The SDK's native part, only where it has work: a receiver alone does without it unless it is measured. */
async function openRuntime(
  { METRICS_HOST: host, METRICS_PORT: port }: Config,
  log: Logger,
  { workers }: Parts,
): Promise<TemporalRuntime | null> {
  if (!workers && port === undefined) return null;
  const { openTemporalRuntime } = await import("../platform/telemetry/temporal-runtime.ts");
  return openTemporalRuntime(log, port === undefined ? null : { host, port });
}

interface ServerKeeper {
  readonly open: () => Promise<TemporalAddress>;
  readonly release: () => Promise<void>;
}

const retryMs = 5_000;
const watchMs = 2_000;

/** The server named in the environment, or an embedded one that is started anew when it dies. */
function createServerKeeper(
  env: Environment,
  config: Config,
  log: Logger,
  stop: Promise<unknown>,
): ServerKeeper {
  const named = namedTemporal(env);
  if (named) return { open: () => Promise.resolve(named), release: () => Promise.resolve() };

  let embedded: EmbeddedServer | null = null;
  let watcher: NodeJS.Timeout | null = null;
  const stopping = new AbortController();
  void stop.finally(() => stopping.abort());
  const open = async (): Promise<TemporalAddress> => {
    while (!stopping.signal.aborted) {
      try {
        embedded = await openEmbedded(env, config, log);
        break;
      } catch (error) {
        log.error(loggable(error), "no Temporal server yet; webhooks wait in the spool");
        await delay(retryMs, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
    if (!embedded) throw new Error("stopped before a Temporal server was there");
    const { address, uiAddress, adopted, ensure } = embedded;
    log.info({ address, ui: uiAddress, adopted }, "Temporal server is up");
    watcher = setInterval(() => {
      ensure().catch((error: unknown) =>
        log.error(loggable(error), "the Temporal server died and does not start again"),
      );
    }, watchMs);
    return { connectionOptions: { address }, namespace: "default" };
  };
  return {
    open,
    release: async () => {
      if (watcher) clearInterval(watcher);
      await embedded?.release();
    },
  };
}
