import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@temporalio/client";
import { inject, onTestFinished } from "vitest";
import { workflowIdFor } from "../../../domain/wire.ts";
import type { Product } from "../../../stage/product.ts";
import { createTemporalClient } from "../../../temporal/create-client.ts";
import type { TestAircall } from "../aircall.ts";
import { newNamespace, startCli } from "../pipeline.ts";
import { until } from "../until.ts";

/** An account of the file, as the file has it. */
export interface FileAccount {
  readonly aircall: Pick<TestAircall, "apiId" | "apiToken" | "url">;
  /** Beside access and token. */
  readonly more?: object;
}

/** One `up` with the accounts of a file, on real parts. */
export interface AccountsPipeline {
  readonly up: Product;
  readonly client: Client;
  readonly url: string;
  readonly env: NodeJS.ProcessEnv;
  /** Puts another file in the place of the one that is there, at once. */
  readonly configure: (accounts: Readonly<Record<string, FileAccount>>) => Promise<void>;
  /** The same with a text that need not be right. */
  readonly configureText: (text: string) => Promise<void>;
  /** Posts the webhook of a call; gives the status. */
  readonly announce: (account: string, callId: number, token?: string) => Promise<number>;
  /** What becomes of a voicemail, when it has ended. */
  readonly result: (account: string, callId: number) => Promise<unknown>;
}

const hookToken = "hook-token-of-the-tests";

export async function openAccountsPipeline(
  first: Readonly<Record<string, FileAccount>>,
  more: NodeJS.ProcessEnv = {},
): Promise<AccountsPipeline> {
  const address = inject("temporalAddress");
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-accounts-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const namespace = await newNamespace(address);
  const client = createTemporalClient({ connectionOptions: { address }, namespace });
  onTestFinished(() => client.connection.close());
  const file = join(folder, "afterbeep.yaml");
  const configureText = async (text: string): Promise<void> => {
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
  };
  const configure: AccountsPipeline["configure"] = (accounts) => configureText(textOf(accounts));
  await configure(first);
  const env = {
    AFTERBEEP_CONFIG: file,
    AFTERBEEP_DATA: join(folder, "data"),
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    RECORDING_HOSTS: "127.0.0.1",
    WEBHOOK_PORT: "0",
    LOG_LEVEL: "info",
    ...more,
  };
  const up = startCli(["up"], env);
  onTestFinished(async () => {
    up.kill("SIGTERM");
    await up.exit;
  });
  const { url } = await up.ready("receiver");
  await up.ready("workers");
  return {
    up,
    client,
    url,
    env,
    configure,
    configureText,
    announce: async (account, callId, token = hookToken) => {
      const body = JSON.stringify({ event: "call.voicemail_left", token, data: { id: callId } });
      const { status } = await fetch(`${url}/webhooks/aircall/${account}`, {
        method: "POST",
        body,
      });
      return status;
    },
    result: async (account, callId) => {
      const handle = client.workflow.getHandle(workflowIdFor(account, callId));
      await until(`the workflow of call ${callId} exists`, () =>
        handle.describe().catch(() => null),
      );
      return handle.result();
    },
  };
}

/** JSON is YAML, too. */
function textOf(accounts: Readonly<Record<string, FileAccount>>): string {
  const entries = Object.entries(accounts).map(([name, { aircall, more }]) => [
    name,
    {
      aircall: {
        apiId: aircall.apiId,
        apiToken: aircall.apiToken,
        baseUrl: aircall.url,
        requestsPerMinute: 2_000,
      },
      webhookTokens: [hookToken],
      ...more,
    },
  ]);
  return `${JSON.stringify({ accounts: Object.fromEntries(entries) }, null, 2)}\n`;
}
