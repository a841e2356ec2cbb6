import type { MetricMeter } from "@temporalio/common";
import { Runtime, type Logger as TemporalLogger, type LogMetadata } from "@temporalio/worker";
import { buckets } from "../../domain/metrics.ts";
import { cannotListen } from "../process/cannot-listen.ts";
import type { Logger } from "./log.ts";

/** Metadata that the SDK adds and that is safe to log. An error's message or stack may hold anything. */
const safeFields = [
  "workflowId",
  "workflowType",
  "runId",
  "activityType",
  "attempt",
  "taskQueue",
  "sdkComponent",
  "callId",
  "outcome",
  "tags",
  "characters",
  "status",
  "urgency",
  "ms",
] as const;

/** Where the SDK shows its own metrics and ours. */
export interface MetricsEndpoint {
  readonly host: string;
  readonly port: number;
}

/** The SDK's native part, which holds the process until closed. */
export interface TemporalRuntime {
  /** Null when metrics are shown nowhere. */
  readonly meter: MetricMeter | null;
  readonly close: () => Promise<void>;
}

/**
 * Makes the SDK log through ours, and leaves signals to us. Once a process, before the first connection.
 *
 * @param endpoint null: metrics are shown nowhere
 * @throws Error when the endpoint cannot be listened on
 */
export function openTemporalRuntime(
  log: Logger,
  endpoint: MetricsEndpoint | null = null,
): TemporalRuntime {
  try {
    Runtime.install({
      logger: toTemporalLogger(log),
      telemetryOptions: {
        logging: { forward: {}, filter: { core: "WARN", other: "ERROR" } },
        ...(endpoint ? { metrics: { prometheus: prometheusAt(endpoint) } } : {}),
      },
      shutdownSignals: [],
    });
  } catch (error) {
    if (!endpoint) throw error;
    throw cannotShowMetrics(endpoint, error);
  }
  const runtime = Runtime.instance();
  return { meter: endpoint ? runtime.metricMeter : null, close: () => runtime.shutdown() };
}

/** What to say, and to do, where metrics cannot be shown. */
export function cannotShowMetrics(endpoint: MetricsEndpoint, cause: unknown): Error {
  const names = { hostVariable: "METRICS_HOST", portVariable: "METRICS_PORT" };
  return cannotListen({ ...endpoint, ...names }, cause);
}

function prometheusAt({ host, port }: MetricsEndpoint) {
  return {
    bindAddress: host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`,
    countersTotalSuffix: true,
    unitSuffix: true,
    useSecondsForDurations: true,
    histogramBucketOverrides: Object.fromEntries(
      Object.entries(buckets).map(([name, bounds]) => [name, [...bounds]]),
    ),
  };
}

const expected = /^(?:No (?:activities|workflows) registered|Ignoring WorkerOptions\.interceptors)/;

function toTemporalLogger(log: Logger): TemporalLogger {
  const write =
    (level: "trace" | "debug" | "warn" | "error") =>
    (message: string, meta?: LogMetadata): void =>
      log[level](fieldsOf(meta), message);
  const [trace, debug, rawWarn, error] = [
    write("trace"),
    write("debug"),
    write("warn"),
    write("error"),
  ];
  // The SDK's comings and goings are details; what our workflows and activities say on this level is not.
  const info = (message: string, meta?: LogMetadata): void => {
    if (meta?.["sdkComponent"] === "workflow" || meta?.["sdkComponent"] === "activity") {
      log.info(fieldsOf(meta), message);
    } else debug(message, meta);
  };
  // A worker that serves one kind of work says so at each start, that is how ours are cut; and our
  // bundles have their interceptors.
  const warn = (message: string, meta?: LogMetadata): void =>
    (expected.test(message) ? debug : rawWarn)(message, meta);
  const writers: Readonly<Record<string, typeof info>> = { trace, debug, info, warn, error };
  return {
    trace,
    debug,
    info,
    warn,
    error,
    log: (level, message, meta) => writers[level.toLowerCase()]?.(message, meta),
  };
}

function fieldsOf(meta: LogMetadata | undefined): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name of safeFields) if (meta?.[name] !== undefined) fields[name] = meta[name];
  const callId = callIdIn(fields["workflowId"]);
  if (callId !== null) fields["callId"] ??= callId;
  const error: unknown = meta?.["error"];
  if (!(error instanceof Error)) return fields;
  return { ...fields, error: error.name, ...failureOf(error) };
}

/** A workflow that is about one call is named after it. */
function callIdIn(workflowId: unknown): number | null {
  const [, digits] = /^[a-z]+:[\w-]+:(\d{1,15})$/.exec(String(workflowId)) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** What failed, by a name of ours: the class is the same for all of them. */
function failureOf(error: Error): { readonly failure?: string } {
  const type: unknown = "type" in error ? error.type : undefined;
  return typeof type === "string" && /^[A-Za-z]{1,60}$/.test(type) ? { failure: type } : {};
}
