import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace-base";
import { request } from "undici";

const timeoutMs = 10_000;

/** OpenTelemetry's codes, as its exporters have them. */
const [succeeded, refused] = [0, 1] as const;

/**
 * Sends spans as OTLP over HTTP, in JSON
 * (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding). An error is named by its type
 * alone: messages and stacks may hold what nobody should read.
 *
 * @param endpoint a collector's address, without `/v1/traces`
 * @param onResult called after each request to the collector; with null when it succeeded
 */
export function createSpanExporter(
  endpoint: string,
  onResult: (error: unknown) => void,
): SpanExporter {
  const url = new URL(`${endpoint.replace(/\/+$/, "")}/v1/traces`);
  const send = async (spans: readonly ReadableSpan[]): Promise<void> => {
    const { statusCode, body } = await request(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(toOtlp(spans)),
      signal: AbortSignal.timeout(timeoutMs),
    });
    await body.dump();
    if (statusCode > 299) throw new Error(`the collector answered ${statusCode}`);
  };
  return {
    export: (spans, done) => {
      const attempt = async (): Promise<void> => {
        const error = await send(spans).then(
          () => null,
          (reason: unknown) => reason,
        );
        onResult(error);
        done({ code: error === null ? succeeded : refused });
      };
      void attempt();
    },
    shutdown: () => Promise.resolve(),
  };
}

function toOtlp(spans: readonly ReadableSpan[]): object {
  const resource = { attributes: attributesOf(spans[0]?.resource.attributes ?? {}) };
  const scopeSpans = spans.map((span) => ({
    scope: { name: span.instrumentationLibrary.name },
    spans: [spanOf(span)],
  }));
  return { resourceSpans: [{ resource, scopeSpans }] };
}

function spanOf(span: ReadableSpan): object {
  const { traceId, spanId } = span.spanContext();
  const exceptions = span.events.flatMap(({ time, attributes }) => {
    const type = attributes?.["exception.type"];
    return type === undefined
      ? []
      : [
          {
            name: "exception",
            timeUnixNano: nanoseconds(time),
            attributes: attributesOf({ "exception.type": type }),
          },
        ];
  });
  return {
    traceId,
    spanId,
    ...(span.parentSpanId === undefined ? {} : { parentSpanId: span.parentSpanId }),
    name: span.name,
    // OTLP counts from 1.
    kind: span.kind + 1,
    startTimeUnixNano: nanoseconds(span.startTime),
    endTimeUnixNano: nanoseconds(span.endTime),
    attributes: attributesOf(span.attributes),
    events: exceptions,
    status: { code: span.status.code },
  };
}

/** Exported for its test. */
export function attributesOf(attributes: Readonly<Record<string, unknown>>): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: valueOf(value) }));
}

/** OTLP's `AnyValue`: numbers and booleans stay what they are. */
function valueOf(value: unknown): object {
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number") {
    // JSON carries whole numbers of 64 bits as text.
    return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  }
  if (Array.isArray(value)) return { arrayValue: { values: value.map(valueOf) } };
  return { stringValue: String(value) };
}

function nanoseconds([seconds, rest]: readonly [number, number]): string {
  return String(BigInt(seconds) * 1_000_000_000n + BigInt(Math.trunc(rest)));
}
