import { webhookUrl } from "../../client/webhook/webhook-url.ts";
import { createTemporalClient, isServing, proveServing } from "../../temporal/create-client.ts";
import { loadConfig, type Config, type Environment } from "../../platform/config/load-config.ts";
import { serveHealth } from "../../platform/process/health.ts";
import { sayReady } from "../../platform/process/ready.ts";
import { untilAskedToStop } from "../../platform/process/signals.ts";
import { createLog, loggable, type Logger } from "../../platform/telemetry/log.ts";
import type { Metrics } from "../../platform/telemetry/metrics.ts";
import { openTracing } from "../../platform/telemetry/tracing.ts";
import { betterEarsOnce } from "../media/better-ears.ts";
import { meterRequests } from "../metering.ts";
import { openAccount, type OpenAccount } from "../open-account.ts";
import { namedTemporal, withEncryption } from "../temporal-address.ts";
import { followTokens } from "../ledger/follow-tokens.ts";
import { learnTokensFirst } from "../ledger/learn-tokens.ts";
import { hasKeptToken } from "../webhook-tokens.ts";
import { keepWorkers, type KeptWorkers } from "./keep-workers.ts";
import { openMetrics } from "./open-metrics.ts";
import type { Parts } from "./parts.ts";
import { createServerKeeper } from "./server-keeper.ts";
import { startReceiver, type RunningReceiver } from "./start-receiver.ts";
import { sayState, type WorkerState } from "../../platform/process/worker-state.ts";

/** The process of ours that keeps this one, and speaks for it. */
export interface Keeper {
  /** Of the Temporal server that it keeps; null: the environment names one. */
  readonly embeddedAt: string | null;
}

/** For a server to answer. */
const patienceMs = 3_000;

interface Running {
  readonly parts: Parts;
  readonly keeper: Keeper | null;
  readonly env: Environment;
  readonly config: Config;
  readonly log: Logger;
  /** Resolves when the process is asked to end. */
  readonly stop: Promise<NodeJS.Signals>;
  /** Whatever is opened is released, the last one first, also when the next one throws. */
  readonly opened: AsyncDisposableStack;
  readonly metrics: Metrics;
  /** Where workers apart show theirs; null: nowhere. */
  readonly workersMetrics: number | null;
}

/**
 * Runs the pipeline, or a part of it, until a signal asks it to end; then it drains. Webhooks are accepted from
 * the first moment, whether Temporal is there or not.
 *
 * @param keeper null for one that people or a supervisor started
 * @throws ConfigError
 */
export async function runProcess(
  env: Environment,
  parts: Parts,
  keeper: Keeper | null = null,
): Promise<void> {
  if (parts.receiver) await learnTokensFirst(env);
  const config = loadConfig(env, {
    credential: parts.workers !== "none",
    ...(parts.receiver ? { webhookToken: hasKeptToken } : {}),
  });
  const log = createLog(config.telemetry);
  const stop = untilAskedToStop();
  {
    await using opened = new AsyncDisposableStack();
    const { metrics, workersMetrics } = await openMetrics(config, log, parts, opened);
    await run({ parts, keeper, env, config, log, stop, opened, metrics, workersMetrics });
  }
  if (!keeper) log.info("stopped");
}

async function run(running: Running): Promise<void> {
  const { parts, keeper, env, config, log, stop, opened, metrics } = running;
  const embeddedAt = keeper?.embeddedAt ?? null;
  const server = createServerKeeper({ env, config, log, stop, embeddedAt });
  opened.defer(() => server.release());
  if (parts.workers === "apart") await sayOfBetterEars(running);
  const account = parts.workers === "here" ? openOwnAccount(running) : null;
  let workers: Pick<KeptWorkers, "state"> | null = null;
  const state = (): WorkerState =>
    workers?.state() ?? { working: false, aircall: account?.credentialGood() ?? null };
  const receiver = parts.receiver ? await openReceiver(running, () => state().aircall) : null;
  let isServed: () => Promise<boolean> = () => Promise.resolve(false);
  await openHealth(running, async () => {
    const { working, aircall } = state();
    const none = parts.workers === "none";
    const keeps = (await receiver?.keeps()) ?? true;
    return {
      ready: keeps && (none || working),
      ...(receiver ? { spool: keeps } : {}),
      ...(none ? {} : { workers: working }),
      temporal: await isServed(),
      aircall,
    };
  });

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
  receiver?.connect(client, target);
  // Workers say so themselves.
  if (parts.workers === "none") {
    const proven = proveServing(client, target, patienceMs).catch((error: unknown) =>
      log.warn(loggable(error), "webhooks are accepted and wait in the spool"),
    );
    // A call that is tried again on a closed connection would end the process.
    opened.defer(() => proven);
  }
  /** Rejects when the workers cannot work here at all. */
  let failed: Promise<NodeJS.Signals> = stop;
  if (parts.workers === "apart") {
    const kept = keepWorkers({
      env,
      log,
      stop,
      embeddedAt: namedTemporal(env) ? null : (address.connectionOptions.address ?? null),
      metricsPort: running.workersMetrics,
    });
    workers = kept;
    opened.defer(() => kept.stop());
    failed = kept.failed;
  }
  if (account) {
    // Loaded only where it runs, as is the runtime.
    const { startWorkers } = await import("./start-workers.ts");
    const tell = (): void => sayState(state());
    account.onCredential(tell);
    // Whoever keeps this process takes silence for a hang.
    const telling = setInterval(tell, 5_000);
    opened.defer(() => clearInterval(telling));
    const started = startWorkers({
      env,
      config,
      log,
      address: target,
      client,
      account,
      metrics,
      tracing,
      onChange: tell,
    });
    workers = {
      state: () => ({ working: started.isWorking(), aircall: account.credentialGood() }),
    };
    opened.defer(async () => {
      started.stop();
      // How it failed is thrown below, or nobody waits for it any more.
      await started.done.catch(() => {});
    });
    failed = started.done.then(() => stop);
  }
  const signal = await Promise.race([stop, failed]);
  if (!keeper) log.info({ signal }, "stopping; work under way is finished first");
  // No new work comes in while the rest is finished.
  await receiver?.close();
}

async function sayOfBetterEars({ config, env, log }: Running): Promise<void> {
  const better = await betterEarsOnce(config, env);
  if (better) log.info({ better: better.line }, "a better speech model is available");
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
  aircallState: () => boolean | null,
): Promise<RunningReceiver> {
  const receiver = await startReceiver({ config, log, aircallState, metrics });
  opened.use(followTokens({ config, log }));
  opened.defer(() => receiver.close());
  const { url } = receiver;
  const webhook = webhookUrl(url, config.account.name);
  log.info({ url, webhook }, "accepting webhooks");
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
