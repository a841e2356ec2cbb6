import { randomUUID } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "@temporalio/client";
import { webhookPath } from "../client/webhook/webhook-url.ts";
import { createTemporalClient } from "../temporal/create-client.ts";
import { startFakeAircall, type FakeCompany } from "./fake-aircall.ts";
import { startKillableTemporal, type KillableTemporal } from "./killable-temporal.ts";
import { startProduct, type Product } from "./product.ts";
import type { CompanyAccess } from "./simulator-companies.ts";

/** An account of the product, and the company that it is at the fake Aircall. */
export interface StagedAccount {
  readonly name: string;
  /** The webhook's. */
  readonly token: string;
  readonly webhookUrl: string;
  readonly company: FakeCompany & CompanyAccess;
}

/** One `up` with several accounts, a Temporal server, and one fake Aircall with as many companies. */
export interface AccountsStage {
  readonly up: Product;
  readonly accounts: readonly StagedAccount[];
  readonly client: Client;
  readonly temporal: KillableTemporal;
  /** Gives an account another credential in `afterbeep.yaml`; the product reads it by itself. */
  readonly giveCredential: (name: string, credential: object) => Promise<void>;
}

export interface AccountsStageOptions {
  readonly names: readonly string[];
  /** For the database, the file of accounts and `AFTERBEEP_DATA`. */
  readonly folder: string;
  /** Of the Temporal CLI. */
  readonly cli: string;
  /** Variables of `up` beside those that join the parts; the caller's own `PATH` and `HOME` at least. */
  readonly env: NodeJS.ProcessEnv;
  /** Is given what ends each part. */
  readonly opened: AsyncDisposableStack;
  /** How `up` is ended. (Default: SIGTERM) */
  readonly endWith?: () => NodeJS.Signals;
}

interface Configured extends Omit<StagedAccount, "webhookUrl"> {
  readonly credential: object;
}

/** Starts all of it; resolves when `up` is at work. */
export async function openAccountsStage(options: AccountsStageOptions): Promise<AccountsStage> {
  const { names, folder, cli, env, opened, endWith = () => "SIGTERM" } = options;
  const temporal = await startKillableTemporal(cli, folder);
  opened.defer(() => temporal.stop());
  const { address } = temporal;
  const fake = await startFakeAircall(env);
  opened.defer(() => fake.stop());
  const configured = new Map<string, Configured>();
  for (const name of names) {
    const company = await fake.addCompany({ name });
    const { apiId, apiToken } = company;
    configured.set(name, { name, token: randomUUID(), company, credential: { apiId, apiToken } });
  }
  const file = join(folder, "afterbeep.yaml");
  const configure = async (): Promise<void> => {
    await writeFile(`${file}.new`, fileOf([...configured.values()]));
    await rename(`${file}.new`, file);
  };
  await configure();
  const up = startProduct(["up"], {
    env: {
      AFTERBEEP_CONFIG: file,
      AFTERBEEP_DATA: join(folder, "data"),
      AIRCALL_BASE_URL: fake.url,
      RECORDING_HOSTS: new URL(fake.url).hostname,
      TEMPORAL_ADDRESS: address,
      WEBHOOK_PORT: "0",
      LOG_LEVEL: "warn",
      ...env,
    },
  });
  opened.defer(async () => {
    up.kill(endWith());
    await up.exit;
  });
  const { url } = await up.ready("receiver");
  await up.ready("workers");
  const client = createTemporalClient({ connectionOptions: { address }, namespace: "default" });
  opened.defer(() => client.connection.close());
  return {
    up,
    accounts: [...configured.values()].map(({ name, token, company }) => ({
      name,
      token,
      company,
      webhookUrl: `${url}${webhookPath}/${name}`,
    })),
    client,
    temporal,
    giveCredential: async (name, credential) => {
      const account = configured.get(name);
      if (!account) throw new Error(`there is no account ${name}`);
      configured.set(name, { ...account, credential });
      await configure();
    },
  };
}

/** JSON is YAML, too. */
function fileOf(all: readonly Configured[]): string {
  const accounts = all.map(({ name, token, credential }) => [
    name,
    { aircall: credential, webhookTokens: [token] },
  ]);
  return `${JSON.stringify({ accounts: Object.fromEntries(accounts) }, null, 2)}\n`;
}
