import { z } from "zod";
import { like, wholeNumber, type ValuesOf } from "../values.ts";

export const telemetryVariables = {
  METRICS_PORT: wholeNumber(1, 65_535)
    .optional()
    .meta(like("a port from 1 to 65535, where Prometheus reads /metrics", "9464")),
  METRICS_HOST: z.string().default("127.0.0.1").meta(like("an address to listen on", "127.0.0.1")),
  HEALTH_PORT: wholeNumber(0, 65_535)
    .optional()
    .meta(like("a port from 0 to 65535, where /healthz and /readyz are answered", "8789")),
  HEALTH_HOST: z.string().default("127.0.0.1").meta(like("an address to listen on", "127.0.0.1")),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta(like("an OpenTelemetry collector's http address", "http://127.0.0.1:4318")),
  OTEL_SERVICE_NAME: z
    .string()
    .default("afterbeep")
    .meta(like("a name for this service", "afterbeep")),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
    .default("info")
    .meta(like("trace, debug, info, warn, error, fatal or silent", "info")),
  LOG_FORMAT: z
    .enum(["json", "pretty"])
    .optional()
    .meta(like("json, or pretty: sentences for people", "json")),
} as const;

/** What a process says of itself, and where. */
export interface TelemetryConfig {
  readonly logLevel: ValuesOf<typeof telemetryVariables>["LOG_LEVEL"];
  /** Null: sentences on a terminal, JSON anywhere else. */
  readonly logFormat: "json" | "pretty" | null;
  /** Where Prometheus reads; null: nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  /** Where /healthz and /readyz are answered, for a process without a receiver; null: nowhere. */
  readonly health: { readonly host: string; readonly port: number } | null;
  /** Where spans go; null: nowhere. */
  readonly tracing: { readonly endpoint: string; readonly service: string } | null;
}

export function telemetryConfig(values: ValuesOf<typeof telemetryVariables>): TelemetryConfig {
  const { METRICS_HOST: host, METRICS_PORT: port } = values;
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: service } = values;
  return {
    logLevel: values.LOG_LEVEL,
    logFormat: values.LOG_FORMAT ?? null,
    metrics: port === undefined ? null : { host, port },
    health:
      values.HEALTH_PORT === undefined
        ? null
        : { host: values.HEALTH_HOST, port: values.HEALTH_PORT },
    tracing: endpoint === undefined ? null : { endpoint, service },
  };
}
