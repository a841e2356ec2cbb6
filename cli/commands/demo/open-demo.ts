import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@temporalio/client";
import { defaultAccount } from "../../../domain/account/account-id.ts";
import { workflowIdFor } from "../../../domain/wire.ts";
import type { Environment } from "../../../platform/config/load-config.ts";
import { freePort } from "../../../platform/process/free-port.ts";
import { startFakeAircall, type FakeAircall } from "../../../stage/fake-aircall.ts";
import {
  findCli,
  startKillableTemporal,
  type KillableTemporal,
} from "../../../stage/killable-temporal.ts";
import { openStage } from "../../../stage/open-stage.ts";
import type { Supervised } from "../../../stage/supervise.ts";
import { createTemporalClient } from "../../../temporal/create-client.ts";
import type { Printer } from "./printer.ts";
import { runPage } from "../../../temporal/run-page.ts";

/** Everything that the demo shows. */
export interface Demo {
  readonly aircall: FakeAircall;
  readonly client: Client;
  readonly temporal: KillableTemporal;
  readonly worker: Supervised;
  /** Of a call's voicemail in Temporal's Web UI. */
  readonly pageOf: (callId: number) => string;
}

/** Short, so that what can only end by waiting ends soon. */
export const budgets = { ASSET_WAIT: "20s", RECORDING_BUDGET: "6s", TRANSCRIPTION_BUDGET: "60s" };

/** Variables of the caller's environment that the demo's processes see: no credential of any kind is among them. */
const passedOn = [
  "PATH",
  "HOME",
  "XDG_CACHE_HOME",
  "TMPDIR",
  "TEMPORAL_CLI_PATH",
  "FFMPEG_BIN",
  "LANG",
];

/** What is waited for is said again so often. */
const stillMs = 5_000;

/** What every demo begins with. */
export interface DemoGround {
  /** Variables for its processes. */
  readonly passed: Readonly<Record<string, string | undefined>>;
  /** Removed in the end. */
  readonly folder: string;
  /** The path of a Temporal CLI. */
  readonly cli: string;
}

/** @param opened is given what removes it */
export async function openGround(
  env: Environment,
  { note }: Pick<Printer, "note">,
  opened: AsyncDisposableStack,
): Promise<DemoGround> {
  const passed = Object.fromEntries(
    passedOn.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])),
  );
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-demo-"));
  opened.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const cli = await findCli(env, (source) =>
    note(`No Temporal CLI found; fetching it: ${source} ...`),
  );
  note(`Temporal CLI ${cli.version}, from ${cli.source}; its server is started ...`);
  return { passed, folder, cli: cli.path };
}

/**
 * @param opened is given what ends each part
 * @returns null when it was asked to stop before all was there
 */
export async function openDemo(
  env: Environment,
  { note }: Pick<Printer, "note">,
  opened: AsyncDisposableStack,
  signal: AbortSignal,
): Promise<Demo | null> {
  const { passed, folder, cli } = await openGround(env, { note }, opened);
  if (signal.aborted) return null;
  const temporal = await startKillableTemporal(cli, folder);
  opened.defer(() => temporal.stop());
  const { address, uiAddress } = temporal;
  note(`Temporal server at ${address}, Web UI at ${uiAddress}`);

  if (signal.aborted) return null;
  const aircall = await startFakeAircall(passed);
  opened.defer(() => aircall.stop());
  note(`Fake Aircall at ${aircall.url}`);

  // The same after a death: the fake Aircall knows it.
  const port = await freePort();
  const stage = openStage({
    aircall,
    folder,
    temporal,
    env: { ...passed, ...budgets, WEBHOOK_PORT: String(port) },
  });
  // Who interrupts the demo waits for nothing: what it made is thrown away.
  opened.defer(() => stage.close(signal.aborted ? "SIGKILL" : "SIGTERM"));
  const supervise = (command: "worker" | "receiver"): Promise<Supervised> =>
    stage.supervise(command, (pid, again) =>
      note(`${command} ${again ? "died and is started again" : "started"}, pid ${pid}`),
    );
  note(
    "Receiver and worker load code and the speech model: 10 to 20 seconds, the first time longer.",
  );
  if (signal.aborted) return null;
  const startedAt = performance.now();
  const waited = (): string => `${Math.round((performance.now() - startedAt) / 1_000)} s`;
  const still = setInterval(() => note(`  the worker still loads (${waited()}) ...`), stillMs);
  const both = Promise.all([supervise("worker"), supervise("receiver")]);
  // Ended while they start, they are never ready.
  both.catch(() => {});
  const stopped = once(signal, "abort").then(() => null);
  const ready = await Promise.race([both, stopped]).finally(() => clearInterval(still));
  if (ready === null) return null;
  const [worker] = ready;
  note(`Worker and receiver are at work after ${waited()}.`);

  const client = createTemporalClient({ connectionOptions: { address }, namespace: "default" });
  opened.defer(() => client.connection.close());
  const pageOf = (callId: number): string =>
    runPage({
      base: uiAddress,
      namespace: "default",
      workflowId: workflowIdFor(defaultAccount, callId),
    });
  return { aircall, client, temporal, worker, pageOf };
}
