import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, inject, onTestFinished, test } from "vitest";
import { sample } from "../support/aircall.ts";
import { openPipeline } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

interface Span {
  readonly traceId: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

/** A collector that keeps what it is sent. */
async function openCollector(): Promise<{ url: string; bodies: string[] }> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (data: Buffer) => (body += data.toString()));
    request.on("end", () => {
      if (request.url === "/v1/traces") bodies.push(body);
      response.end("{}");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
}

test("a voicemail is one trace, from its start to each step, with nothing of the caller", async () => {
  const collector = await openCollector();
  const pipeline = await openPipeline(inject("temporalAddress"), {
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
  });
  onTestFinished(pipeline.close);
  await pipeline.start("up", { SWEEP_EVERY: "1h" });
  const from = "+442079460958";
  const callId = await pipeline.aircall.leave({ media: sample("urgent.mp3"), from });
  expect(await pipeline.result(callId)).toMatchObject({ status: "delivered" });

  const spans = (): Span[] =>
    collector.bodies.flatMap((body) =>
      (JSON.parse(body) as Sent).resourceSpans.flatMap(({ scopeSpans }) =>
        scopeSpans.flatMap((scope) => scope.spans),
      ),
    );
  const run = await until("the workflow's span has come", () =>
    spans().find(({ name }) => name === "RunWorkflow:voicemail"),
  );
  const names = spans()
    .filter(({ traceId }) => traceId === run.traceId)
    .map(({ name }) => name);
  for (const step of ["fetchCall", "archiveRecording", "postComment", "tagCall"]) {
    expect(names).toContain(`RunActivity:${step}`);
  }
  expect(BigInt(run.endTimeUnixNano)).toBeGreaterThan(BigInt(run.startTimeUnixNano));
  const all = collector.bodies.join("\n");
  for (const secret of [from.slice(1), "kitchen", "amazonaws", "http"]) {
    expect(all).not.toContain(secret);
  }
}, 120_000);
