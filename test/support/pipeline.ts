import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@temporalio/client";
import { createTemporalClient } from "../../temporal/create-client.ts";
import type { VoicemailResult } from "../../domain/voicemail/voicemail.ts";
import { workflowIdFor } from "../../domain/wire.ts";
import type { SimulatorOptions } from "../../simulator/create-simulator.ts";
import { openStage, type Stage } from "../../stage/open-stage.ts";
import { startProduct, type Product } from "../../stage/product.ts";
import { openAircall, type TestAircall } from "./aircall.ts";
import { until } from "./until.ts";

/** Runs a command with these variables and no other. */
export function startCli(args: readonly string[], env: NodeJS.ProcessEnv): Product {
  const { PATH, HOME } = process.env;
  return startProduct(args, { env: { PATH, HOME, ...env } });
}

export interface Pipeline extends Omit<Stage<TestAircall>, "close" | "supervise"> {
  readonly client: Client;
  readonly result: (callId: number) => Promise<VoicemailResult>;
  readonly close: () => Promise<void>;
}

export const webhookToken = "hook-token-of-the-tests";

/** The whole product on real parts: fake Aircall, real Temporal server with a namespace of its own, real processes. */
export async function openPipeline(
  address: string,
  options: { readonly env?: NodeJS.ProcessEnv; readonly aircall?: SimulatorOptions } = {},
): Promise<Pipeline> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-pipeline-"));
  const aircall = await openAircall(options.aircall);
  const namespace = await newNamespace(address);
  const client = createTemporalClient({ connectionOptions: { address }, namespace });
  const { close, ...stage } = openStage({
    aircall,
    folder,
    token: webhookToken,
    temporal: { address, namespace },
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      AIRCALL_REQUESTS_PER_MINUTE: "2000",
      RECORDING_BUDGET: "3s",
      ASSET_WAIT: "12s",
      LOG_LEVEL: "trace",
      ...options.env,
    },
  });
  return {
    ...stage,
    client,
    result: async (callId) => {
      const handle = client.workflow.getHandle(workflowIdFor("default", callId));
      await until(`the workflow of call ${callId} exists`, () =>
        handle.describe().catch(() => null),
      );
      return handle.result() as Promise<VoicemailResult>;
    },
    close: async () => {
      await close();
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
