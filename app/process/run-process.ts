import { webhookPath, webhookUrl } from "../../client/webhook/webhook-url.ts";
import { createTemporalClient, isServing, proveServing } from "../../temporal/create-client.ts";
import type { Config, Environment } from "../../platform/config/load-config.ts";
import { serveHealth } from "../../platform/process/health.ts";
import { sayReady } from "../../platform/process/ready.ts";
import { untilAskedToStop } from "../../platform/process/signals.ts";
import { createLog, loggable, type Logger } from "../../platform/telemetry/log.ts";
import type { Metrics } from "../../platform/telemetry/metrics.ts";
import { openTracing } from "../../platform/telemetry/tracing.ts";
import { betterEarsOnce } from "../media/better-ears.ts";
import { openOwnAccounts } from "../accounts/open-own-accounts.ts";
import { createListeners, type AccountSource, type Listeners } from "../accounts/account-source.ts";
import { loadConfiguration } from "../../platform/config/load-accounts.ts";
import { processAccounts } from "../accounts/process-accounts.ts";
import type { Installations } from "../accounts/process-installations.ts";
import { serveOAuth } from "../oauth/serve-oauth.ts";
import { namedTemporal, withEncryption } from "../temporal-address.ts";
import { followTokens } from "../ledger/follow-tokens.ts";
import { learnTokensFirst } from "../ledger/learn-tokens.ts";
import { hasKeptToken } from "../webhook-tokens.ts";
import { keepWorkers, type KeptWorkers } from "./keep-workers.ts";
import { openMetrics } from "./open-metrics.ts";
import type { Parts } from "./parts.ts";
import { createServerKeeper } from "./server-keeper.ts";
import { startReceiver, type RunningReceiver } from "./start-receiver.ts";
import {
  credentialHealth,
  sayState,
  type WorkerState,
} from "../../platform/process/worker-state.ts";

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
  readonly source: AccountSource;
  readonly installations: Installations | null;
  readonly log: Logger;
  /** Resolves when the process is asked to end. */
  readonly stop: Promise<NodeJS.Signals>;
  /** Whatever is opened is released, the last one first, also when the next one throws. */
  readonly opened: AsyncDisposableStack;
  readonly metrics: Metrics;
  /** Where workers apart show theirs; null: nowhere. */
  readonly workersMetrics: number | null;
  /** Called at a SIGHUP that asks for the accounts to be read anew. */
  readonly hangups: Listeners;
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
  const needs = {
    credential: parts.workers !== "none",
    ...(parts.receiver ? { webhookToken: hasKeptToken } : {}),
  };
  const { config } = loadConfiguration(env, needs);
  const log = createLog(config.telemetry);
  const hangups = createListeners();
  let mayBeReadAnew = (): boolean => false;
  const stop = untilAskedToStop(() => {
    const takes = mayBeReadAnew();
    if (takes) hangups.call();
    return takes;
  });
  {
    await using opened = new AsyncDisposableStack();
    const { metrics, workersMetrics } = await openMetrics(config, log, parts, opened);
    const onSighup = hangups.add;
    const accounts = processAccounts({ env, config, needs, log, metrics, opened, onSighup });
    ({ mayBeReadAnew } = accounts);
    const { source, installations } = accounts;
    const measured = { metrics, workersMetrics };
    await run({
      parts,
      keeper,
      env,
      config,
      source,
      installations,
      log,
      stop,
      opened,
      hangups,
      ...measured,
    });
  }
  if (!keeper) log.info("stopped");
}

async function run(running: Running): Promise<void> {
  const { parts, keeper, env, config, log, stop, opened, metrics } = running;
  const embeddedAt = keeper?.embeddedAt ?? null;
  const server = createServerKeeper({ env, config, log, stop, embeddedAt });
  opened.defer(() => server.release());
  if (parts.workers === "apart") await sayOfBetterEars(running);
  const registry = parts.workers === "here" ? await openOwnAccounts(running) : null;
  let workers: Pick<KeptWorkers, "state"> | null = null;
  const state = (): WorkerState =>
    workers?.state() ?? { working: false, accounts: registry?.credentials() ?? {} };
  const receiver = parts.receiver ? await openReceiver(running, state) : null;
  let isServed: () => Promise<boolean> = () => Promise.resolve(false);
  await openHealth(running, async () => {
    const { working } = state();
    const none = parts.workers === "none";
    const keeps = (await receiver?.keeps()) ?? true;
    return {
      ready: keeps && (none || working),
      ...(receiver ? { spool: keeps } : {}),
      ...(none ? {} : { workers: working }),
      temporal: await isServed(),
      ...credentialHealth(state()),
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
    running.hangups.add(kept.reload);
    failed = kept.failed;
  }
  if (registry) {
    // Loaded only where it runs, as is the runtime.
    const { startWorkers } = await import("./start-workers.ts");
    const tell = (): void => sayState(state());
    registry.onCredential(tell);
    // Whoever keeps this process takes silence for a hang.
    const telling = setInterval(tell, 5_000);
    opened.defer(() => clearInterval(telling));
    const started = startWorkers({
      env,
      config,
      log,
      address: target,
      client,
      registry,
      metrics,
      tracing,
      onChange: tell,
    });
    workers = {
      state: () => ({ working: started.isWorking(), accounts: registry.credentials() }),
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

async function openReceiver(
  { config, source, installations, log, opened, metrics }: Running,
  state: () => WorkerState,
): Promise<RunningReceiver> {
  const credentials = () => credentialHealth(state());
  const oauth = installations
    ? opened.use(serveOAuth({ config, source, log, ...installations }))
    : null;
  const receiver = await startReceiver({ config, source, log, credentials, metrics, oauth });
  opened.use(followTokens({ config, log }));
  opened.defer(() => receiver.close());
  const { url } = receiver;
  const [only, ...others] = source.current();
  // Each of several has its own, behind its name.
  const webhook =
    only && others.length === 0 ? webhookUrl(url, only.name) : `${url}${webhookPath}/<account>`;
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
