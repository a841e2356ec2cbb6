import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject, onTestFinished } from "vitest";
import { openLedger, type Ledger } from "../../../ledger/open-ledger.ts";
import { encryptionKeys } from "../../../platform/config/values.ts";
import { freePort } from "../../../platform/process/free-port.ts";
import { giveConsent } from "../../../stage/simulator-companies.ts";
import type { Product } from "../../../stage/product.ts";
import type { TestAircall } from "../aircall.ts";
import { newNamespace, startCli } from "../pipeline.ts";
import { until } from "../until.ts";

/** An Afterbeep that companies install, on real parts. */
export interface InstallingPipeline {
  readonly url: string;
  readonly env: NodeJS.ProcessEnv;
  readonly address: string;
  readonly namespace: string;
  /** Starts `up`, or the parts that are named, and waits until it takes webhooks. */
  readonly start: (command?: readonly string[], more?: NodeJS.ProcessEnv) => Promise<Product>;
  /** Opens the ledger until the test ends. */
  readonly ledger: () => Promise<Ledger>;
}

const oauthClient = { clientId: "partner", clientSecret: "client-secret-of-the-tests" };

/** Knows this application alone. */
export async function openInstalling(
  aircall: Pick<TestAircall, "url" | "control">,
  more: NodeJS.ProcessEnv = {},
): Promise<InstallingPipeline> {
  const address = inject("temporalAddress");
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-install-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const namespace = await newNamespace(address);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await aircall.control("PUT", "clients", [
    { ...oauthClient, redirectUris: [`${url}/oauth/aircall/callback`] },
  ]);
  const env = {
    AFTERBEEP_CONFIG: "off",
    AFTERBEEP_ENV_FILE: "off",
    AFTERBEEP_DATA: join(folder, "data"),
    AFTERBEEP_ENCRYPTION_KEY: `k1:${randomBytes(32).toString("base64")}`,
    AIRCALL_BASE_URL: aircall.url,
    AIRCALL_OAUTH_CLIENT_ID: oauthClient.clientId,
    AIRCALL_OAUTH_CLIENT_SECRET: oauthClient.clientSecret,
    AIRCALL_OAUTH_AUTHORIZE_URL: `${aircall.url}/oauth/authorize`,
    PUBLIC_URL: url,
    RECORDING_HOSTS: "127.0.0.1",
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    WEBHOOK_PORT: String(port),
    LOG_LEVEL: "debug",
    ...more,
  };
  return {
    url,
    env,
    address,
    namespace,
    start: async (command = ["up"], changed = {}) => {
      const product = startCli(command, { ...env, ...changed });
      onTestFinished(async () => {
        product.kill("SIGTERM");
        await product.exit;
      });
      await product.ready("receiver");
      return product;
    },
    ledger: async () => {
      const ledger = await openLedger({
        file: join(env.AFTERBEEP_DATA, "ledger.db"),
        url: null,
        keys: encryptionKeys.parse(env.AFTERBEEP_ENCRYPTION_KEY),
      });
      onTestFinished(() => ledger[Symbol.asyncDispose]());
      return ledger;
    },
  };
}

/** What a browser has after a step: the page, and where it was sent. */
export interface Seen {
  readonly status: number;
  readonly text: string;
  readonly location: string;
}

/** A browser without a screen: it keeps the cookie, and goes where it is told. */
export function createVisitor(): {
  readonly get: (url: string) => Promise<Seen>;
  /** To the consent page, through it, and to the address to which Aircall sends back. */
  readonly consent: (
    installUrl: string,
    company: string,
    decision?: "allow" | "refuse",
  ) => Promise<string>;
  /** All of it. */
  readonly install: (installUrl: string, company: string) => Promise<Seen>;
} {
  let cookie = "";
  const get = async (url: string): Promise<Seen> => {
    const answer = await fetch(url, { redirect: "manual", headers: cookie ? { cookie } : {} });
    const [first] = answer.headers.getSetCookie();
    if (first !== undefined) cookie = first.split(";")[0] ?? "";
    return {
      status: answer.status,
      text: await answer.text(),
      location: answer.headers.get("location") ?? "",
    };
  };
  const consent = async (
    installUrl: string,
    company: string,
    decision: "allow" | "refuse" = "allow",
  ): Promise<string> => {
    const { location, text } = await get(installUrl);
    if (location === "") throw new Error(`nobody was sent to Aircall: ${text}`);
    return giveConsent(location, { company, decision });
  };
  return {
    get,
    consent,
    install: async (installUrl, company) => get(await consent(installUrl, company)),
  };
}

/** The status of a webhook with any token: 404 as long as the account is not known. */
export function knows(url: string, account: string): Promise<boolean> {
  return fetch(`${url}/webhooks/aircall/${account}`, { method: "POST", body: "{}" }).then(
    ({ status }) => status !== 404,
  );
}

/** Waits until a call has its comment. */
export function commented({ call }: Pick<TestAircall, "call">, callId: number): Promise<string> {
  return until(`call ${callId} has its comment`, async () =>
    (await call(callId)).comments.map(({ content }) => content).at(0),
  );
}

/** The webhooks that the application has made at a company, as its own token shows them. */
export async function webhooksOf({
  url,
  control,
}: Pick<TestAircall, "url" | "control">): Promise<readonly { readonly token: string }[]> {
  const [first] = (await control("GET", "installations")) as [
    { readonly accessTokens: readonly string[] }?,
  ];
  const token = first?.accessTokens.at(-1);
  if (token === undefined) return [];
  const answer = await fetch(`${url}/v1/webhooks`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return ((await answer.json()) as { webhooks: { token: string }[] }).webhooks;
}
