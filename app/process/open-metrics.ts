import type { Config } from "../../platform/config/load-config.ts";
import { freePort } from "../../platform/process/free-port.ts";
import type { Logger } from "../../platform/telemetry/log.ts";
import {
  createMetrics,
  sampleBuild,
  sampleDisk,
  sampleProcess,
  type Metrics,
} from "../../platform/telemetry/metrics.ts";
import type { Parts } from "./parts.ts";

/** What this process measures, and where workers that it keeps are to show what they measure. */
export interface OpenMetrics {
  readonly metrics: Metrics;
  /** A port of this machine; null: nowhere. */
  readonly workersMetrics: number | null;
}

/**
 * Opens the endpoint of `METRICS_PORT`. With workers in a process of their own each of the two has a private one, and
 * `METRICS_PORT` shows both.
 *
 * @param opened is given what ends it
 * @throws Error when the endpoint cannot be listened on
 */
export async function openMetrics(
  { telemetry: { metrics: endpoint }, storage }: Pick<Config, "telemetry" | "storage">,
  log: Logger,
  { receiver, workers }: Parts,
  opened: AsyncDisposableStack,
): Promise<OpenMetrics> {
  // The SDK's native part, only where it has work: a receiver does without it unless it is measured.
  if (workers !== "here" && endpoint === null) {
    return { metrics: createMetrics(null), workersMetrics: null };
  }
  const { openTemporalRuntime } = await import("../../platform/telemetry/temporal-runtime.ts");
  let own = endpoint;
  let workersMetrics: number | null = null;
  if (workers === "apart" && endpoint) {
    const { serveMetrics } = await import("../../platform/telemetry/serve-metrics.ts");
    const host = "127.0.0.1";
    const [port, theirs] = [await freePort(host), await freePort(host)];
    opened.defer(await serveMetrics(endpoint, [port, theirs]));
    own = { host, port };
    workersMetrics = theirs;
  }
  const runtime = openTemporalRuntime(log, own);
  // Without a worker that ever ran, the SDK's runtime would keep the process alive.
  opened.defer(() => runtime.close());
  const metrics = createMetrics(runtime.meter);
  opened.defer(() => metrics.close());
  sampleBuild(metrics);
  sampleProcess(metrics, receiver ? "receiver" : "worker");
  sampleDisk(metrics, storage.data);
  return { metrics, workersMetrics };
}
