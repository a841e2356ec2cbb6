import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@temporalio/client";
import { createTemporalClient } from "../../temporal/create-client.ts";
import type { VoicemailResult } from "../../domain/voicemail/voicemail.ts";
import { workflowIdFor } from "../../domain/wire.ts";
import type { SimulatorOptions } from "../../simulator/create-simulator.ts";
import { openAircall, type TestAircall } from "./aircall.ts";
import { until } from "./until.ts";

/** A process of the command line, as people run it. */
export interface CliProcess {
  readonly pid: number;
  readonly log: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly exit: Promise<number | null>;
}

export function startCli(args: readonly string[], env: NodeJS.ProcessEnv): CliProcess {
  const main = new URL("../../cli/main.ts", import.meta.url).pathname;
  const child: ChildProcess = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (data: Buffer) => {
      output += data.toString();
    });
  }
  return {
    pid: child.pid ?? 0,
    log: () => output,
    kill: (signal) => void child.kill(signal),
    exit: new Promise((resolve) => {
      child.once("close", (code) => resolve(code));
    }),
  };
}

export interface Pipeline {
  readonly aircall: TestAircall;
  readonly client: Client;
  readonly env: NodeJS.ProcessEnv;
  /** Starts `up`, or a part of it, and waits until it is at work. */
  readonly start: (
    command?: "up" | "worker" | "receiver",
    more?: NodeJS.ProcessEnv,
  ) => Promise<CliProcess>;
  readonly webhookUrl: () => string;
  readonly result: (callId: number) => Promise<VoicemailResult>;
  /** Everything any process of this pipeline has printed. */
  readonly logs: () => string;
  readonly close: () => Promise<void>;
}

export const webhookToken = "hook-token-of-the-tests";

/** The whole product on real parts: fake Aircall, real Temporal server with a namespace of its own, real processes. */
export async function openPipeline(
  temporalAddress: string,
  options: { readonly env?: NodeJS.ProcessEnv; readonly aircall?: SimulatorOptions } = {},
): Promise<Pipeline> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-pipeline-"));
  const aircall = await openAircall(options.aircall);
  const namespace = await newNamespace(temporalAddress);
  const client = createTemporalClient({
    connectionOptions: { address: temporalAddress },
    namespace,
  });
  const processes: CliProcess[] = [];
  let webhookUrl = "";
  const env: NodeJS.ProcessEnv = {
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
    AFTERBEEP_DATA: folder,
    AIRCALL_BASE_URL: aircall.url,
    AIRCALL_API_ID: aircall.apiId,
    AIRCALL_API_TOKEN: aircall.apiToken,
    AIRCALL_WEBHOOK_TOKEN: webhookToken,
    AIRCALL_REQUESTS_PER_MINUTE: "2000",
    RECORDING_HOSTS: "127.0.0.1",
    RECORDING_BUDGET: "3s",
    ASSET_WAIT: "12s",
    WEBHOOK_PORT: "0",
    LOG_LEVEL: "trace",
    ...options.env,
  };
  return {
    aircall,
    client,
    env,
    start: async (command = "up", more = {}) => {
      const started = startCli([command], { ...env, ...more });
      processes.push(started);
      const ready = command === "receiver" ? "webhooks are taken" : "workers are at work";
      await until(`${command} is ready`, () => {
        if (started.log().includes(ready)) return true;
        if (/"level":60|is not usable|is not set/.test(started.log()))
          throw new Error(started.log());
        return false;
      });
      const [, url] = /"url":"([^"]+)","msg":"webhooks are taken"/.exec(started.log()) ?? [];
      if (url !== undefined) {
        webhookUrl = `${url}/webhooks/aircall`;
        await aircall.control("POST", "webhooks", {
          url: webhookUrl,
          token: webhookToken,
          events: ["call.ended", "call.voicemail_left", "call.comm_assets_generated"],
        });
      }
      return started;
    },
    webhookUrl: () => webhookUrl,
    result: async (callId) => {
      const handle = client.workflow.getHandle(workflowIdFor("default", callId));
      await until(`the workflow of call ${callId} exists`, () =>
        handle.describe().catch(() => null),
      );
      return handle.result() as Promise<VoicemailResult>;
    },
    logs: () => processes.map((one) => one.log()).join("\n"),
    close: async () => {
      for (const one of processes) one.kill("SIGTERM");
      const patience = setTimeout(() => {
        for (const one of processes) one.kill("SIGKILL");
      }, 35_000);
      await Promise.all(processes.map((one) => one.exit));
      clearTimeout(patience);
      await client.connection.close();
      await aircall.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

let namespaces = 0;

/** A namespace of one's own on the shared server: files run side by side, and queues of the same name must not meet. */
export async function newNamespace(address: string): Promise<string> {
  const namespace = `test-${process.pid}-${Date.now()}-${namespaces++}`;
  const client = createTemporalClient({ connectionOptions: { address }, namespace });
  const { workflowService } = client.connection;
  await workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  await until(`namespace ${namespace} is known`, async () => {
    try {
      await client.workflow.count();
      return true;
    } catch {
      return false;
    }
  });
  await client.connection.close();
  return namespace;
}
