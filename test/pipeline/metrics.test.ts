import { readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { expect, inject, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { metrics } from "../../domain/metrics.ts";
import { freePort } from "../../platform/process/free-port.ts";
import { sample } from "../support/aircall.ts";
import { openPipeline, startCli } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

/** What only OpenAI's engines tell. */
const ofTheCloud: readonly string[] = [metrics.tokens.name, metrics.cost.name];

/** What the SDK tells only when something fails. */
const ofFailures = [
  "temporal_activity_execution_failed_total",
  "temporal_workflow_failed_total",
  "temporal_workflow_task_execution_failed_total",
];

/** Names of series, as dashboards and alerts write them. */
function namesIn(text: string): Set<string> {
  return new Set([...text.matchAll(/\b(?:afterbeep|temporal)_[a-z_]+/g)].map(([name]) => name));
}

test("one endpoint shows the pipeline's and the SDK's metrics, and nothing of a caller", async () => {
  const pipeline = await openPipeline(inject("temporalAddress"));
  onTestFinished(pipeline.close);
  const port = await freePort();
  await pipeline.start("up", { METRICS_PORT: String(port) });
  const scrape = async (): Promise<string> =>
    (await fetch(`http://127.0.0.1:${port}/metrics`)).text();

  const from = "+442079460958";
  const callId = await pipeline.aircall.leave({ media: sample("outage.mp3"), from });
  await pipeline.result(callId);
  await fetch(pipeline.webhookUrl(), { method: "POST", body: "no json" });

  const expected = Object.values(metrics)
    .map(({ name, kind }) => (kind === "counter" ? `${name}_total` : name))
    .filter((name) => !ofTheCloud.some((cloud) => name.startsWith(cloud)));
  let shown = "";
  await until("every metric is shown", async () => {
    shown = await scrape();
    return expected.every((name) => shown.includes(`# TYPE ${name} `));
  });
  const series = (pattern: string): RegExp => new RegExp(`^afterbeep_${pattern}`, "m");
  expect(shown).toMatch(
    series('voicemails_total{.*outcome="transcribed",status="delivered".*} 1$'),
  );
  expect(shown).toMatch(series('delivery_seconds_count{account="default".*} 1$'));
  expect(shown).toMatch(series('webhooks_total{status="400"} 1$'));
  expect(shown).toMatch(series('recording_seconds_sum{account="default",engine="local".*} 9'));
  expect(shown).toMatch(series('aircall_requests_total{account="default",status="200"} [1-9]'));
  expect(shown).toMatch(series('backlog_tasks{account="default",queue="aircall".*} '));
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  const build = `build_info{node="${process.versions.node}",version="${version}"} 1$`;
  expect(shown).toMatch(series(build.replaceAll(".", "\\.")));
  expect(shown).toMatch(/^temporal_workflow_completed_total/m);

  // Labels are few and known, and hold nothing of a call.
  const labels = new Set(
    [...shown.matchAll(/^afterbeep_\w+\{([^}]*)\}/gm)].flatMap(([, inner = ""]) =>
      [...inner.matchAll(/(\w+)="/g)].map(([, name]) => name),
    ),
  );
  const declared = Object.values(metrics).flatMap((measure) => measure.labels);
  const ofTheSdk = ["namespace", "taskQueue", "workflowType"];
  for (const label of labels) expect([...declared, ...ofTheSdk, "le"]).toContain(label);
  expect(shown).not.toContain(from.slice(1));
  expect(shown).not.toContain(String(callId));

  // What deploy/ asks for is there to be had.
  const asked = namesIn(
    readFileSync("deploy/prometheus/alerts.yml", "utf8") +
      readFileSync("deploy/grafana/dashboard.json", "utf8"),
  );
  const had = namesIn(shown);
  const missing = [...asked].filter(
    (name) =>
      !had.has(name) &&
      !ofFailures.includes(name) &&
      !ofTheCloud.some((cloud) => name.startsWith(cloud)),
  );
  expect(missing).toEqual([]);
});

test("a receiver alone tells of its webhooks and its spool", async () => {
  const pipeline = await openPipeline(inject("temporalAddress"));
  onTestFinished(pipeline.close);
  const port = await freePort();
  await pipeline.start("receiver", { METRICS_PORT: String(port) });
  await fetch(pipeline.webhookUrl(), { method: "POST", body: "{}" });
  // Counted when the answer is out: who has it may be faster.
  const shown = await until("the webhook is counted", async () => {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    return text.includes("afterbeep_webhooks_total{") && text;
  });
  expect(shown).toMatch(/^afterbeep_build_info\{.*version="/m);
  expect(shown).toMatch(/^afterbeep_spool_records 0$/m);
  expect(shown).toMatch(/^afterbeep_webhooks_total\{status="401"\} 1$/m);
});

test("a port that is taken is named", async () => {
  const pipeline = await openPipeline(inject("temporalAddress"));
  onTestFinished(pipeline.close);
  const taken = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void taken.close());
  await new Promise((resolve) => taken.once("listening", resolve));
  const { port } = taken.address() as AddressInfo;
  const up = startCli(["up"], { ...pipeline.env, METRICS_PORT: String(port) });
  expect(await up.exit).toBe(1);
  expect(up.log()).toContain(`port ${port} is taken: set METRICS_PORT`);
});

test("alert rules are complete", () => {
  const { groups } = parse(readFileSync("deploy/prometheus/alerts.yml", "utf8")) as {
    groups: { rules: Record<string, unknown>[] }[];
  };
  const rules = groups.flatMap((group) => group.rules);
  expect(rules.length).toBeGreaterThan(8);
  for (const rule of rules) {
    expect(rule).toMatchObject({
      alert: expect.stringMatching(/^Afterbeep/),
      labels: { severity: expect.stringMatching(/^(page|ticket)$/) },
      annotations: { summary: expect.any(String), description: expect.any(String) },
    });
  }
});
