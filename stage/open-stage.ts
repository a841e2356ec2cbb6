import { randomUUID } from "node:crypto";
import { webhookUrl } from "../client/webhook/webhook-url.ts";
import { defaultAccount } from "../domain/account/account-id.ts";
import { startProduct, type Product } from "./product.ts";
import { supervise, type Supervised } from "./supervise.ts";

/** What the product needs of an Aircall that is not one. */
export interface StagedAircall {
  readonly url: string;
  readonly apiId: string;
  readonly apiToken: string;
  readonly addWebhook: (url: string, token: string) => Promise<void>;
}

export interface StageOptions<Aircall extends StagedAircall> {
  readonly aircall: Aircall;
  /** `AFTERBEEP_DATA` */
  readonly folder: string;
  /** A server that is there; null: the product brings its own. */
  readonly temporal: { readonly address: string; readonly namespace?: string } | null;
  /** The webhook's. (Default: one of its own) */
  readonly token?: string;
  /** Variables beside those that join the parts, and before them; the caller's own `PATH` and `HOME` at least. */
  readonly env: NodeJS.ProcessEnv;
  /** Whether the fake Aircall sends its webhooks to a receiver that is started. (Default: true) */
  readonly webhooks?: boolean;
}

/** The product around fakes: real processes, for the demo, measurements and tests. */
export interface Stage<Aircall extends StagedAircall> {
  readonly aircall: Aircall;
  /** What its processes are started with. */
  readonly env: NodeJS.ProcessEnv;
  /** The webhook's. */
  readonly token: string;
  /** Of the receiver that was started last. */
  readonly webhookUrl: () => string;
  /** Starts `up`, or a part of it; resolves when it is at work. */
  readonly start: (
    command?: "up" | "worker" | "receiver",
    more?: NodeJS.ProcessEnv,
  ) => Promise<Product>;
  /** Starts one, and does not wait. */
  readonly launch: (command: string, more?: NodeJS.ProcessEnv) => Product;
  /** Starts one that is started again when it dies; resolves when it is at work. */
  readonly supervise: (
    command: "worker" | "receiver",
    onStart: (pid: number, again: boolean) => void,
  ) => Promise<Supervised>;
  /** Everything that any of its processes has printed. */
  readonly logs: () => string;
  /** Ends its processes; the fakes are their opener's. (Default: SIGTERM) */
  readonly close: (signal?: NodeJS.Signals) => Promise<void>;
}

const stopPatienceMs = 35_000;

/** Prepares the product around a fake Aircall. Nothing runs before it is started. */
export function openStage<Aircall extends StagedAircall>(
  options: StageOptions<Aircall>,
): Stage<Aircall> {
  const { aircall, folder, temporal, webhooks = true, token = randomUUID() } = options;
  const processes: Product[] = [];
  const supervised: Supervised[] = [];
  let url = "";
  const env: NodeJS.ProcessEnv = {
    AFTERBEEP_DATA: folder,
    AIRCALL_BASE_URL: aircall.url,
    AIRCALL_API_ID: aircall.apiId,
    AIRCALL_API_TOKEN: aircall.apiToken,
    AIRCALL_WEBHOOK_TOKEN: token,
    RECORDING_HOSTS: new URL(aircall.url).hostname,
    WEBHOOK_PORT: "0",
    LOG_LEVEL: "info",
    AFTERBEEP_ENV_FILE: "off",
    AFTERBEEP_CONFIG: "off",
    ...(temporal ? { TEMPORAL_ADDRESS: temporal.address } : {}),
    ...(temporal?.namespace === undefined ? {} : { TEMPORAL_NAMESPACE: temporal.namespace }),
    ...options.env,
  };
  const listens = async (at: string): Promise<void> => {
    url = webhookUrl(at, defaultAccount);
    if (webhooks) await aircall.addWebhook(url, token);
  };
  const launch = (command: string, more: NodeJS.ProcessEnv = {}): Product => {
    const started = startProduct([command], { env: { ...env, ...more } });
    processes.push(started);
    return started;
  };
  return {
    aircall,
    env,
    token,
    webhookUrl: () => url,
    launch,
    start: async (command = "up", more = {}) => {
      const started = launch(command, more);
      if (command !== "worker") await listens((await started.ready("receiver")).url);
      if (command !== "receiver") await started.ready("workers");
      return started;
    },
    supervise: async (command, onStart) => {
      const started = supervise({ command, env, onStart });
      // At once: one that still starts is stopped with the others.
      supervised.push(started);
      await started.ready;
      if (command === "receiver") await listens(`http://127.0.0.1:${env["WEBHOOK_PORT"]}`);
      return started;
    },
    logs: () => processes.map((one) => one.log()).join("\n"),
    close: async (signal = "SIGTERM") => {
      for (const one of processes) one.kill(signal);
      const patience = setTimeout(() => {
        for (const one of processes) one.kill("SIGKILL");
      }, stopPatienceMs);
      await Promise.all([
        ...processes.map((one) => one.exit),
        ...supervised.map((one) => one.stop(signal)),
      ]);
      clearTimeout(patience);
    },
  };
}
