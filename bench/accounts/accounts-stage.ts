import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@temporalio/client";
import { webhookPath } from "../../client/webhook/webhook-url.ts";
import { startFakeAircall, type FakeCompany } from "../../stage/fake-aircall.ts";
import { findCli, startKillableTemporal } from "../../stage/killable-temporal.ts";
import { startProduct, type Product } from "../../stage/product.ts";
import { createTemporalClient } from "../../temporal/create-client.ts";

/** An account of the product, and the company that it is at the fake Aircall. */
export interface StagedAccount {
  readonly name: string;
  readonly token: string;
  readonly webhookUrl: string;
  readonly company: FakeCompany;
}

/** One `up` with several accounts, a Temporal server, and one fake Aircall with as many companies. */
export interface AccountsStage {
  readonly up: Product;
  readonly accounts: readonly StagedAccount[];
  readonly client: Client;
  readonly close: () => Promise<void>;
}

export async function openAccountsStage(names: readonly string[]): Promise<AccountsStage> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-accounts-"));
  await using opened = new AsyncDisposableStack();
  opened.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const { PATH, HOME } = process.env;
  const cli = await findCli(process.env);
  const temporal = await startKillableTemporal(cli.path, folder);
  opened.defer(() => temporal.stop());
  const { address } = temporal;
  const fake = await startFakeAircall({ PATH, HOME });
  opened.defer(() => fake.stop());
  const companies: {
    readonly name: string;
    readonly token: string;
    readonly company: FakeCompany;
  }[] = [];
  for (const name of names) {
    companies.push({ name, token: randomUUID(), company: await fake.addCompany({ name }) });
  }
  const file = join(folder, "afterbeep.yaml");
  await writeFile(file, configOf(companies));
  const up = startProduct(["up"], {
    env: {
      PATH,
      HOME,
      AFTERBEEP_CONFIG: file,
      AFTERBEEP_DATA: join(folder, "data"),
      AIRCALL_BASE_URL: fake.url,
      RECORDING_HOSTS: new URL(fake.url).hostname,
      TEMPORAL_ADDRESS: address,
      WEBHOOK_PORT: "0",
      LOG_LEVEL: "warn",
    },
  });
  // A measured backlog is not worked off.
  opened.defer(async () => {
    up.kill("SIGKILL");
    await up.exit;
  });
  const { url } = await up.ready("receiver");
  await up.ready("workers");
  const client = createTemporalClient({ connectionOptions: { address }, namespace: "default" });
  opened.defer(() => client.connection.close());
  const accounts = companies.map((one) => ({
    ...one,
    webhookUrl: `${url}${webhookPath}/${one.name}`,
  }));
  const held = opened.move();
  return { up, accounts, client, close: () => held.disposeAsync() };
}

/** JSON is YAML, too. */
function configOf(companies: readonly Pick<StagedAccount, "name" | "token" | "company">[]): string {
  const accounts = companies.map(({ name, token, company: { apiId, apiToken } }) => [
    name,
    { aircall: { apiId, apiToken }, webhookTokens: [token] },
  ]);
  return `${JSON.stringify({ accounts: Object.fromEntries(accounts) }, null, 2)}\n`;
}

/** Leaves a voicemail in which nothing is said: speech plays no part here, who waits for whom does. */
export async function leaveSilence({ company, ...account }: StagedAccount): Promise<number> {
  const path = new URL("../../simulator/voicemails/silent.mp3", import.meta.url).pathname;
  const media = { kind: "file", path };
  const { callId } = (await company.control("POST", "voicemails", { media, events: [] })) as {
    callId: number;
  };
  await announce(account, callId);
  return callId;
}

/** Posts the webhook of a call. */
export async function announce(
  { webhookUrl, token }: Pick<StagedAccount, "webhookUrl" | "token">,
  callId: number,
): Promise<void> {
  const event = "call.voicemail_left";
  const body = JSON.stringify({ event, token, data: { id: callId } });
  await fetch(webhookUrl, { method: "POST", body });
}
