import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import proto from "@temporalio/proto";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { signals, taskQueues, workflowTypes } from "../../domain/wire.ts";
import { startKillableTemporal, type KillableTemporal } from "../../stage/killable-temporal.ts";
import { openPipeline, type Pipeline } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

const { RoutingConfigUpdateState } = proto.temporal.api.enums.v1;

const deploymentName = "afterbeep";

/** Its own: where a server has many namespaces, a new version takes minutes to reach every queue. */
let server: KillableTemporal;
let folder: string;
let pipeline: Pipeline;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "afterbeep-server-"));
  server = await startKillableTemporal(inject("temporalCli"), folder);
  pipeline = await openPipeline(server.address, { env: { SWEEP_EVERY: "1h" } });
});
afterAll(async () => {
  await pipeline.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function startWorker(buildId: string): Promise<void> {
  await pipeline.start("worker", {
    TEMPORAL_DEPLOYMENT_NAME: deploymentName,
    TEMPORAL_WORKER_BUILD_ID: buildId,
  });
}

/** As `temporal worker deployment set-current-version` does. */
async function makeCurrent(buildId: string): Promise<void> {
  const { workflowService, options } = pipeline.client;
  const deployment = { namespace: options.namespace, deploymentName, buildId };
  await until(`version ${buildId} is known`, () =>
    workflowService.setWorkerDeploymentCurrentVersion(deployment).then(
      () => true,
      () => false,
    ),
  );
  await until(
    `every queue sends its work to version ${buildId}`,
    async () => {
      const { workerDeploymentInfo: info } =
        await workflowService.describeWorkerDeployment(deployment);
      return (
        info?.routingConfigUpdateState ===
        RoutingConfigUpdateState.ROUTING_CONFIG_UPDATE_STATE_COMPLETED
      );
    },
    180_000,
  );
}

test("a run begun under one version goes on under the version that is current", async () => {
  await startWorker("0.1.0");
  await makeCurrent("0.1.0");
  const handle = await pipeline.client.workflow.start(workflowTypes.turns, {
    workflowId: "turns",
    taskQueue: taskQueues.workflows,
    args: [{ account: "default" }],
  });
  const buildIds = async (): Promise<string[]> => {
    const { events } = await handle.fetchHistory();
    return (events ?? []).flatMap(
      ({ workflowTaskCompletedEventAttributes: done }) => done?.deploymentVersion?.buildId ?? [],
    );
  };
  await until("the first version has begun it", async () => (await buildIds()).length > 0);
  await startWorker("0.2.0");
  await makeCurrent("0.2.0");
  await handle.signal(signals.done);
  expect(await handle.result()).toEqual({ taken: 0 });
  expect(new Set(await buildIds())).toEqual(new Set(["0.1.0", "0.2.0"]));
}, 480_000);
