import { createRequire } from "node:module";
import type { ClientPlugin } from "@temporalio/client";
import type { WorkerPlugin } from "@temporalio/worker";
import type { TelemetryConfig } from "../config/sections/telemetry.ts";
import { loggable, type Logger } from "./log.ts";

/** Spans of workflows and activities, sent to a collector. */
export interface Tracing {
  readonly plugin: ClientPlugin & WorkerPlugin;
  /** The module that the bundled workflows need for it. */
  readonly workflowModule: string;
  /** Sends what is left. */
  readonly close: () => Promise<void>;
}

/** Null where `OTEL_EXPORTER_OTLP_ENDPOINT` is not set; nothing of OpenTelemetry is loaded then. */
export async function openTracing(
  config: TelemetryConfig["tracing"],
  log: Logger,
): Promise<Tracing | null> {
  if (config === null) return null;
  const { endpoint, service } = config;
  const [
    { OpenTelemetryPlugin },
    { AsyncLocalStorageContextManager },
    { Resource },
    sdk,
    { createSpanExporter },
  ] = await Promise.all([
    import("@temporalio/interceptors-opentelemetry"),
    import("@opentelemetry/context-async-hooks"),
    import("@opentelemetry/resources"),
    import("@opentelemetry/sdk-trace-base"),
    import("./span-exporter.ts"),
  ]);
  const resource = new Resource({ "service.name": service });
  let failed = false;
  const exporter = createSpanExporter(endpoint, (error) => {
    if (error !== null && !failed)
      log.warn(loggable(error), "the collector accepts no spans; see OTEL_EXPORTER_OTLP_ENDPOINT");
    failed = error !== null;
  });
  const spanProcessor = new sdk.BatchSpanProcessor(exporter);
  const provider = new sdk.BasicTracerProvider({ resource, spanProcessors: [spanProcessor] });
  provider.register({ contextManager: new AsyncLocalStorageContextManager() });
  return {
    plugin: new OpenTelemetryPlugin({ resource, spanProcessor }),
    workflowModule: createRequire(import.meta.url).resolve(
      "@temporalio/interceptors-opentelemetry/lib/workflow-interceptors",
    ),
    close: () => provider.shutdown(),
  };
}
