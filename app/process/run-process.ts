import { createTemporalClient, isServing } from "../../temporal/create-client.ts";
import { loadConfig, type Config, type Environment } from "../../platform/config/load-config.ts";
import { serveHealth } from "../../platform/process/health.ts";
import { sayReady } from "../../platform/process/ready.ts";
import { untilAskedToStop } from "../../platform/process/signals.ts";
import { createLog, type Logger } from "../../platform/telemetry/log.ts";
import { createMetrics, sampleMachine, type Metrics } from "../../platform/telemetry/metrics.ts";
import type { TemporalRuntime } from "../../platform/telemetry/temporal-runtime.ts";
import { openTracing } from "../../platform/telemetry/tracing.ts";
import { betterEarsOnce } from "../better-ears.ts";
import { meterRequests } from "../metering.ts";
import { openAccount, type OpenAccount } from "../open-account.ts";
import { createServerKeeper } from "./server-keeper.ts";
import { startReceiver, type RunningReceiver } from "./start-receiver.ts";
import type { RunningWorkers } from "./start-workers.ts";
import { withEncryption } from "../temporal-address.ts";
import { hasKeptToken } from "../webhook-tokens.ts";

/** Which parts of the pipeline a process runs. */
export interface Parts {
  readonly receiver: boolean;
  readonly workers: boolean;
}

interface Running {
  readonly env: Environment;
  readonly config: Config;
  readonly log: Logger;
  /** Resolves when the process is asked to end. */
  readonly stop: Promise<NodeJS.Signals>;
  /** Whatever is opened is released, the last one first, also when the next one throws. */
  readonly opened: AsyncDisposableStack;
  readonly metrics: Metrics;
}

/**
 * Runs the pipeline, or a part of it, until a signal asks it to end; then it drains. Webhooks are taken from the first
 * moment, whether Temporal is there or not.
 *
 * @throws ConfigError
 */
export async function runProcess(env: Environment, parts: Parts): Promise<void> {
  const config = loadConfig(env, {
    credential: parts.workers,
    ...(parts.receiver ? { webhookToken: hasKeptToken } : {}),
  });
  const log = createLog(config.telemetry.logLevel);
  const stop = untilAskedToStop();
  {
    await using opened = new AsyncDisposableStack();
    const runtime = await openRuntime(config, log, parts);
    // Without a worker that ever ran, the SDK's runtime would keep the process alive.
    opened.defer(() => runtime?.close());
    const metrics = createMetrics(runtime?.meter ?? null);
    opened.defer(() => metrics.close());
    await run({ env, config, log, stop, opened, metrics }, parts);
  }
  log.info("stopped");
}

async function run(running: Running, parts: Parts): Promise<void> {
  const { env, config, log, stop, opened, metrics } = running;
  const server = createServerKeeper({ env, config, log, stop });
  opened.defer(() => server.release());
  if (parts.receiver && parts.workers) await sayOfBetterEars(running);
  const account = parts.workers ? openOwnAccount(running) : null;
  const receiver = parts.receiver ? await openReceiver(running, account) : null;
  let workers: RunningWorkers | null = null;
  let isServed: () => Promise<boolean> = () => Promise.resolve(false);
  await openHealth(running, async () => ({
    ready: workers?.isWorking() ?? !parts.workers,
    ...(parts.workers ? { workers: workers?.isWorking() ?? false } : {}),
    temporal: await isServed(),
    aircall: account?.credentialGood() ?? null,
  }));
  sampleMachine(metrics, config.storage.data);

  const address = await Promise.race([server.open(), stop]);
  if (typeof address === "string") return receiver?.close();
  const tracing = await openTracing(config.telemetry.tracing, log);
  opened.defer(() => tracing?.close());
  const target = {
    ...withEncryption(address, config.temporal),
    plugins: tracing ? [tracing.plugin] : [],
  };
  const client = createTemporalClient(target);
  opened.defer(() => client.connection.close());
  isServed = () => isServing(client);
  receiver?.connect(client);
  if (account) {
    // Loaded only where it runs, as is the runtime.
    const { startWorkers } = await import("./start-workers.ts");
    const started = startWorkers({
      env,
      config,
      log,
      address: target,
      client,
      account,
      metrics,
      tracing,
    });
    workers = started;
    opened.defer(async () => {
      started.stop();
      await started.done;
    });
  }
  const signal = await stop;
  log.info({ signal }, "asked to stop; what is under way is finished");
  // No new work comes in while the rest is finished.
  await receiver?.close();
}

async function sayOfBetterEars({ config, env, log }: Running): Promise<void> {
  const better = await betterEarsOnce(config, env);
  if (better) log.info({ better: better.line }, "a better speech model can be had");
}

function openOwnAccount({ config, log, opened, metrics }: Running): OpenAccount | null {
  const { credential } = config;
  if (!credential) return null;
  const account = openAccount({
    config,
    credential,
    log,
    ...meterRequests(metrics, config.account.name),
  });
  opened.defer(() => account.client.close());
  return account;
}

async function openReceiver(
  { config, log, opened, metrics }: Running,
  account: OpenAccount | null,
): Promise<RunningReceiver> {
  const aircallState = (): boolean | null => account?.credentialGood() ?? null;
  const receiver = await startReceiver({ config, log, aircallState, metrics });
  opened.defer(() => receiver.close());
  const { url } = receiver;
  log.info({ url }, "webhooks are taken");
  sayReady({ ready: "receiver", url });
  return receiver;
}

async function openHealth(
  { config, opened }: Running,
  look: Parameters<typeof serveHealth>[0]["look"],
): Promise<void> {
  const { health } = config.telemetry;
  if (!health) return;
  const server = await serveHealth({ ...health, look });
  opened.defer(() => server.close());
  sayReady({ ready: "health", url: server.url });
}

/** The SDK's native part, only where it has work: a receiver alone does without it unless it is measured. */
async function openRuntime(
  { telemetry: { metrics } }: Config,
  log: Logger,
  { workers }: Parts,
): Promise<TemporalRuntime | null> {
  if (!workers && metrics === null) return null;
  const { openTemporalRuntime } = await import("../../platform/telemetry/temporal-runtime.ts");
  return openTemporalRuntime(log, metrics);
}
