import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Client } from "@temporalio/client";
import { DefaultLogger, NativeConnection, Runtime, Worker } from "@temporalio/worker";
import type { Row } from "../publish.ts";
import { openBenchStage, openVoicemails, type BenchStage } from "./stage.ts";
import { deliverStub, leaveStub, startStubPipeline } from "./stub-pipeline.ts";

const count = 300;
const concurrency = 20;
const rounds = 3;

/** A voicemail's steps: three requests to Aircall, one for the media. */
const steps = 4;

/** Voicemails a second with everything but the pipeline taken away, beside a bare workflow with as many steps. */
export async function measureOwnCost(): Promise<readonly Row[]> {
  Runtime.install({ logger: new DefaultLogger("ERROR") });
  const stage = await openBenchStage();
  const connection = await NativeConnection.connect({ address: stage.address });
  const stops: (() => Promise<void>)[] = [];
  try {
    stops.push(await startStubPipeline(stage, connection), await startFloor(connection));
    // Once each without counting: pages are faulted in, tags are known.
    await pipelineRound(stage, 40);
    await floorRound(stage.client, 40);
    const own: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < rounds; round++) {
      own.push(await pipelineRound(stage, count));
      bare.push(await floorRound(stage.client, count));
    }
    const ratios = own.map((mine, round) => mine / (bare[round] ?? Number.NaN));
    return [
      {
        figure: "voicemails a second, engines stubbed, no limit",
        value: spread(own, 1),
        aim: ">= 25",
      },
      {
        figure: `- a bare workflow with ${steps} empty activities`,
        value: spread(bare, 1),
        aim: "",
      },
      {
        figure: "- share of that floor, round by round",
        value:
          spread(
            ratios.map((one) => one * 100),
            0,
          ) + " %",
        aim: ">= 80 %",
      },
    ];
  } finally {
    for (const stop of stops) await stop();
    await connection.close();
    await stage.close();
  }
}

/** The same layout: workflows on one queue, activities on another. */
async function startFloor(connection: NativeConnection): Promise<() => Promise<void>> {
  const workflowsPath = fileURLToPath(new URL("floor-workflow.ts", import.meta.url));
  const workers = await Promise.all([
    Worker.create({ connection, taskQueue: "floor", workflowsPath }),
    Worker.create({
      connection,
      taskQueue: "floor-activities",
      activities: { nothing: () => Promise.resolve() },
    }),
  ]);
  const running = Promise.all(workers.map((worker) => worker.run()));
  return async () => {
    for (const worker of workers) worker.shutdown();
    await running;
  };
}

async function pipelineRound(stage: BenchStage, voicemails: number): Promise<number> {
  const callIds: number[] = [];
  for (let left = 0; left < voicemails; left++) callIds.push(await leaveStub(stage));
  return rate(voicemails, async () => {
    await eachOf(callIds, (callId) => deliverStub(stage.client, callId));
    while ((await openVoicemails(stage.client)) > 0) await delay(20);
  });
}

let floors = 0;

async function floorRound(client: Client, workflows: number): Promise<number> {
  return rate(workflows, () =>
    eachOf(Array.from({ length: workflows }), async () => {
      const workflowId = `floor:${floors++}`;
      await client.workflow.execute("floor", { workflowId, taskQueue: "floor", args: [steps] });
    }),
  );
}

async function rate(items: number, work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return items / ((performance.now() - from) / 1_000);
}

async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (const item of left) await work(item);
    }),
  );
}

function spread(values: readonly number[], digits: number): string {
  return values.map((value) => value.toFixed(digits)).join(", ");
}
