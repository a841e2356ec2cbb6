import { DefaultLogger, NativeConnection, Runtime } from "@temporalio/worker";
import { defaultAccount } from "../../domain/account/account-id.ts";
import { workflowIdFor } from "../../domain/wire.ts";
import { percentile } from "../percentile.ts";
import type { Row } from "../publish.ts";
import { openBenchStage, type BenchStage } from "./stage.ts";
import { deliverStub, leaveStub, startStubPipeline } from "./stub-pipeline.ts";

const count = 40;

/** Milliseconds by what they went into, for one voicemail: `fetchCall: waits`, `fetchCall: works`. */
type Spent = ReadonlyMap<string, number>;

/** Where the milliseconds of a voicemail are that are not speech: one at a time, engines stubbed. */
export async function measureBareRun(): Promise<readonly Row[]> {
  const stage = await openBenchStage();
  const connection = await NativeConnection.connect({ address: stage.address });
  const stop = await startStubPipeline(stage, connection);
  try {
    for (let warm = 0; warm < 10; warm++) await one(stage);
    const all: Spent[] = [];
    for (let index = 0; index < count; index++) all.push(await one(stage));
    const names = [...new Set(all.flatMap((spent) => [...spent.keys()]))];
    return names.map((name) => ({
      figure: `- one voicemail by itself: ${name}`,
      value: `p50 ${percentile(
        all.map((spent) => spent.get(name) ?? 0),
        0.5,
      ).toFixed(1)} ms`,
      aim: "",
    }));
  } finally {
    await stop();
    await connection.close();
    await stage.close();
  }
}

async function one(stage: BenchStage): Promise<Spent> {
  const callId = await leaveStub(stage);
  const asked = Date.now();
  await deliverStub(stage.client, callId);
  const handle = stage.client.workflow.getHandle(workflowIdFor(defaultAccount, callId));
  const { events } = await handle.fetchHistory();
  const spent = new Map<string, number>();
  const scheduled = new Map<string, { name: string; at: number }>();
  const started = new Map<string, number>();
  let taskAt = 0;
  let tasksMs = 0;
  for (const event of events ?? []) {
    const at = Number(event.eventTime?.seconds) * 1_000 + (event.eventTime?.nanos ?? 0) / 1e6;
    const id = String(event.eventId);
    const plan = event.activityTaskScheduledEventAttributes;
    const start = event.activityTaskStartedEventAttributes;
    const end = event.activityTaskCompletedEventAttributes;
    if (event.workflowExecutionStartedEventAttributes) spent.set("started after", at - asked);
    if (event.workflowTaskScheduledEventAttributes) taskAt = at;
    if (event.workflowTaskCompletedEventAttributes) tasksMs += at - taskAt;
    if (plan) scheduled.set(id, { name: plan.activityType?.name ?? "", at });
    const planned = scheduled.get(String((start ?? end)?.scheduledEventId));
    if (start && planned) {
      spent.set(`${planned.name}: waits for a worker`, at - planned.at);
      started.set(String(start.scheduledEventId), at);
    }
    if (end && planned) {
      const from = started.get(String(end.scheduledEventId)) ?? at;
      spent.set(`${planned.name}: works`, at - from);
      if (planned.name === "postComment") {
        spent.set("workflow tasks until the comment stands", tasksMs);
        spent.set("from the start to the comment", at - asked);
      }
    }
  }
  spent.set("from the start to the end", Date.now() - asked);
  return spent;
}

/** By itself: `node bench/delivery/bare-run.ts` prints the table and publishes nothing. */
if (import.meta.main) {
  Runtime.install({ logger: new DefaultLogger("ERROR") });
  for (const { figure, value } of await measureBareRun()) {
    process.stdout.write(`${figure.padEnd(70)} ${value}\n`);
  }
}
