import { Runtime, type Logger as TemporalLogger, type LogMetadata } from "@temporalio/worker";
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
] as const;

/**
 * Makes the SDK log through ours, and leaves signals to us. Once a process, before the first connection.
 */
export function installTemporalRuntime(log: Logger): void {
  Runtime.install({
    logger: toTemporalLogger(log),
    telemetryOptions: { logging: { forward: {}, filter: { core: "WARN", other: "ERROR" } } },
    shutdownSignals: [],
  });
}

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
  // A worker that serves one kind of work says so at each start; that is how ours are cut.
  const warn = (message: string, meta?: LogMetadata): void =>
    (/^No (?:activities|workflows) registered/.test(message) ? debug : rawWarn)(message, meta);
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
  const error: unknown = meta?.["error"];
  if (error instanceof Error) fields["error"] = error.name;
  return fields;
}
