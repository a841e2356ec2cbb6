import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { History } from "@temporalio/common/lib/proto-utils.js";
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
} from "@temporalio/worker";
import { DeterminismViolationError } from "@temporalio/workflow";
import { beforeAll, expect, inject, test } from "vitest";
import { createTemporalClient } from "../../temporal/create-client.ts";
import { signals, taskQueues, workflowTypes } from "../../domain/wire.ts";
import { newNamespace } from "../support/pipeline.ts";
import { bundleWorkflows } from "../../worker/bundle-workflows.ts";

const folder = join(import.meta.dirname, "histories");
const names = readdirSync(folder).map((name) => name.replace(/\.json$/, ""));

interface Recorded {
  readonly workflowId: string;
  readonly history: { readonly events: readonly Record<string, unknown>[] };
}

function recorded(name: string): Recorded {
  const text = readFileSync(join(folder, `${name}.json`), "utf8");
  return { workflowId: name, history: JSON.parse(text) as Recorded["history"] };
}

function typeOf(name: string): string {
  const [{ workflowExecutionStartedEventAttributes: start } = {}] = recorded(name).history.events;
  return (start as { workflowType: { name: string } }).workflowType.name;
}

/** What became of each history under the given code: null when it replays. */
async function replay(code: string, all: readonly string[]): Promise<Map<string, Error | null>> {
  const results = Worker.runReplayHistories({ workflowBundle: { code } }, all.map(recorded));
  const faults = new Map<string, Error | null>();
  for await (const { workflowId, error } of results) faults.set(workflowId, error ?? null);
  return faults;
}

async function bundleOf(file: string): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(import.meta.dirname, file),
    logger: new DefaultLogger("ERROR"),
  });
  return code;
}

/** What whoever changed a workflow has to do; the end of what vitest prints. */
const advice =
  "A recorded history does not replay under the workflows as they are now: the change asks for other steps, or in another order. Put it behind patched(), and keep the old way: CONTRIBUTING.md, Change a workflow";

/** The histories that did not replay, and why. */
function failedOf(faults: ReadonlyMap<string, Error | null>): string[] {
  return [...faults].flatMap(([name, error]) =>
    error === null ? [] : [`${name}: ${error.message.split("\n")[0]}`],
  );
}

/** What must not replay is told by the results. */
const quiet = { forward: {}, filter: "OFF" };

let code: string;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger("ERROR"), telemetryOptions: { logging: quiet } });
  code = await bundleWorkflows();
});

test("histories of every workflow and of each way that it went are recorded", () => {
  const types = new Set(names.map(typeOf));
  expect([...types].toSorted()).toEqual(Object.values(workflowTypes).toSorted());
  expect(names.length).toBeGreaterThanOrEqual(18);
});

test("every recorded history replays under the workflows as they are", async () => {
  const faults = await replay(code, names);
  expect(faults.size).toBe(names.length);
  expect(failedOf(faults), advice).toEqual([]);
}, 180_000);

test("what a worker of before began goes on, though it was asked for Aircall's transcript", async () => {
  const { history } = recorded("transcribed");
  const first = history.events[0] as {
    workflowExecutionStartedEventAttributes: { input: { payloads: { data: string }[] } };
  };
  const [payload] = first.workflowExecutionStartedEventAttributes.input.payloads;
  if (!payload) throw new Error("it was started without an input");
  const input = JSON.parse(Buffer.from(payload.data, "base64").toString()) as { budgets: object };
  const budgets = { ...input.budgets, aircallTranscriptMs: 30_000 };
  payload.data = Buffer.from(JSON.stringify({ ...input, budgets })).toString("base64");
  const replayed = Worker.runReplayHistory({ workflowBundle: { code } }, history, "transcribed");
  await expect(replayed, advice).resolves.toBeUndefined();
});

test("a changed workflow does not replay: these tests can fail", async () => {
  const faults = await replay(await bundleOf("changed/unpatched.ts"), voicemails());
  expect(faults.size).toBeGreaterThanOrEqual(10);
  for (const [name, error] of faults) expect(error, name).toBeInstanceOf(DeterminismViolationError);
}, 180_000);

test("the same change behind patched() replays every old history, and new runs take it", async () => {
  const patched = await bundleOf("changed/patched.ts");
  const old = [...voicemails(), "turns"];
  const faults = await replay(patched, old);
  expect(faults.size).toBe(old.length);
  expect(failedOf(faults), advice).toEqual([]);

  const run = await runTurns(patched);
  expect(run.events?.some(({ markerRecordedEventAttributes: marker }) => marker)).toBe(true);
  expect(run.events?.some(({ timerStartedEventAttributes: timer }) => timer)).toBe(true);
  await Worker.runReplayHistory({ workflowBundle: { code: patched } }, run, "new");
  // Going back to the code without the patch is not safe, while such a run is open.
  const before = Worker.runReplayHistory({ workflowBundle: { code } }, run, "new");
  await expect(before).rejects.toBeInstanceOf(DeterminismViolationError);
}, 180_000);

function voicemails(): string[] {
  return names.filter((name) => typeOf(name) === workflowTypes.voicemail);
}

/** A new run of the smallest workflow under such code, on a real server. */
async function runTurns(bundle: string): Promise<History> {
  const address = inject("temporalAddress");
  const namespace = await newNamespace(address);
  const client = createTemporalClient({ connectionOptions: { address }, namespace });
  const connection = await NativeConnection.connect({ address });
  try {
    const worker = await Worker.create({
      connection,
      namespace,
      taskQueue: taskQueues.workflows,
      workflowBundle: { code: bundle },
    });
    return await worker.runUntil(async () => {
      const handle = await client.workflow.signalWithStart(workflowTypes.turns, {
        workflowId: "turns",
        taskQueue: taskQueues.workflows,
        args: [{ account: "default" }],
        signal: signals.done,
      });
      await handle.result();
      return handle.fetchHistory();
    });
  } finally {
    await connection.close();
    await client.connection.close();
  }
}
