import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Client } from "@temporalio/client";
import { DefaultLogger, NativeConnection, Runtime, Worker } from "@temporalio/worker";
import { createAiPackage } from "../../activities/ai-package.ts";
import { createAircallActivities } from "../../activities/index.ts";
import { createAircallClient } from "../../aircall/client.ts";
import { createPacer } from "../../aircall/http/pacer.ts";
import { announceVoicemail } from "../../client/start/announce-voicemail.ts";
import { defaultAccount } from "../../domain/account/account-id.ts";
import { createWorkers } from "../../worker/create-workers.ts";
import { setThrottle } from "../../temporal/throttle.ts";
import type { Row } from "../publish.ts";
import { openBenchStage, openVoicemails, type BenchStage } from "./stage.ts";
import { stubMedia } from "./stub-media.ts";

const count = 300;
const concurrency = 20;
const rounds = 3;

/** A voicemail's steps: three requests to Aircall, three for the media. */
const steps = 6;

const unlimited = 100_000;

/** Voicemails a second with everything but the pipeline taken away, beside a bare workflow with as many steps. */
export async function measureOwnCost(): Promise<readonly Row[]> {
  Runtime.install({ logger: new DefaultLogger("ERROR") });
  const stage = await openBenchStage();
  const connection = await NativeConnection.connect({ address: stage.address });
  const stops: (() => Promise<void>)[] = [];
  try {
    stops.push(await startPipeline(stage, connection), await startFloor(connection));
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

async function startPipeline(
  { client, aircall, control }: BenchStage,
  connection: NativeConnection,
): Promise<() => Promise<void>> {
  await control("PATCH", "settings", { requestsPerMinute: 1_000_000 });
  await setThrottle(client, defaultAccount, unlimited);
  const aircallClient = createAircallClient({
    baseUrl: aircall.url,
    credential: { apiId: aircall.apiId, apiToken: aircall.apiToken },
    pacer: createPacer(unlimited),
  });
  const account = {
    client: aircallClient,
    tags: new Map(),
    aiPackage: createAiPackage(),
    dryRun: false,
    serves: () => true,
    isOurWebhook: () => false,
  };
  const workers = await createWorkers({
    version: null,
    connection,
    namespace: "default",
    aircallActivities: createAircallActivities(new Map([[defaultAccount, account]])),
    mediaActivities: stubMedia,
    dataConverter: undefined,
    tracing: null,
    queueRate: null,
  });
  const running = workers.run();
  return async () => {
    workers.stop();
    await running;
    await aircallClient.close();
  };
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

async function pipelineRound({ client, control }: BenchStage, voicemails: number): Promise<number> {
  const callIds: number[] = [];
  for (let left = 0; left < voicemails; left++) {
    const media = { kind: "empty" };
    const { callId } = (await control("POST", "voicemails", { media, events: [] })) as {
      callId: number;
    };
    callIds.push(callId);
  }
  const budgets = { assetWaitMs: 60_000, recordingMs: 60_000, transcriptionMs: 60_000 };
  return rate(voicemails, async () => {
    await eachOf(callIds, async (callId) => {
      const call = {
        account: defaultAccount,
        callId,
        acceptedAt: Date.now(),
        origin: "live",
      } as const;
      await announceVoicemail(client, call, { budgets, searchable: true });
      await client.workflow.getHandle(`voicemail:default:${callId}`).result();
    });
    while ((await openVoicemails(client)) > 0) await delay(20);
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
