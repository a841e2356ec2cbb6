import type { Client } from "@temporalio/client";
import { isServing, servingFault, type TemporalAddress } from "../../temporal/create-client.ts";
import { createDispatcher } from "../../client/webhook/dispatcher.ts";
import { createReceiver } from "../../client/webhook/receiver.ts";
import { createSpool, takenAt } from "../../client/webhook/spool.ts";
import { metrics as measures } from "../../domain/metrics.ts";
import type { Config } from "../../platform/config/load-config.ts";
import { loggable, type Logger } from "../../platform/telemetry/log.ts";
import type { Metrics } from "../../platform/telemetry/metrics.ts";
import type { CredentialHealth } from "../../platform/process/worker-state.ts";
import { unnamedAccount, type AccountSource } from "../accounts/account-source.ts";
import type { ServedOAuth } from "../oauth/serve-oauth.ts";
import { webhookTokens } from "../webhook-tokens.ts";
import { createAnnouncer } from "./announcer.ts";

/** A receiver that takes webhooks, and brings them to Temporal whenever it is there. */
export interface RunningReceiver {
  readonly url: string;
  /** Whether it can keep what comes in. */
  readonly keeps: () => Promise<boolean>;
  /** Temporal can be reached from now on: what the spool holds is started. */
  readonly connect: (client: Client, address: TemporalAddress) => void;
  /** May be called again. */
  readonly close: () => Promise<void>;
}

export interface StartReceiverOptions {
  readonly config: Pick<Config, "receiver" | "storage" | "timing" | "media">;
  /** Others' webhooks are answered with 404. */
  readonly source: AccountSource;
  readonly log: Logger;
  /** Whether the credentials work, as far as this process knows. */
  readonly credentials: () => CredentialHealth;
  readonly metrics: Metrics;
  /** What installs accounts by OAuth; null where none is installed. */
  readonly oauth: Pick<ServedOAuth, "routes" | "removed"> | null;
}

/** Starts to listen at once, before Temporal is there. */
export async function startReceiver(options: StartReceiverOptions): Promise<RunningReceiver> {
  const { config, source, log, credentials, metrics, oauth } = options;
  const spool = createSpool(config.storage.spool, (file) =>
    log.error(
      { file },
      "a record of the spool is damaged; it was moved to spool/rejected, and the next sweep finds its voicemail",
    ),
  );
  const announcer = createAnnouncer(config.timing.budgets);
  let address: TemporalAddress | null = null;
  const dispatcher = createDispatcher({
    spool,
    announce: async (record) => {
      await announcer.announce(record);
      const { account, callId, event } = record;
      log.debug({ account, callId, event }, "voicemail announced");
    },
    onTrouble: (error, waiting) =>
      log.warn(
        { ...loggable(address ? servingFault(error, address) : error), waiting },
        "Temporal accepts no voicemails now; they wait in the spool",
      ),
  });
  const receiver = await createReceiver({
    host: config.receiver.host,
    port: config.receiver.port,
    tokensOf: (name) => {
      const account = source.current().find((one) => one.name === name);
      return account && webhookTokens({ account, storage: config.storage });
    },
    defaultAccount: () => unnamedAccount(source.current()),
    transcripts: config.media.usesAircall,
    spool,
    onAccepted: (name, record) => {
      log.info(
        { account: record.account, callId: record.callId, event: record.event },
        "webhook accepted",
      );
      metrics.record(measures.announced, 1, { account: record.account, event: record.event });
      dispatcher.offer(name, record);
    },
    onRejected: (account) => log.warn({ account }, "webhook without a usable call id"),
    ...(oauth?.routes ? { routes: oauth.routes } : {}),
    onRemoved: async (name, at) => {
      const account = source.current().find((one) => one.name === name);
      if (account?.byOAuth === true) await oauth?.removed(name, at);
    },
    onSpoolFailure: (error) =>
      log.error({ ...loggable(error) }, "the spool cannot be written; see AFTERBEEP_DATA"),
    onAnswered: (status, seconds) => {
      metrics.record(measures.webhooks, 1, { status: String(status) });
      metrics.record(measures.acknowledgement, seconds);
    },
    readiness: async () => ({
      temporal: announcer.client === null ? false : await isServing(announcer.client),
      ...credentials(),
    }),
  });
  metrics.sample(async () => {
    const names = await spool.list();
    const oldest = names[0] === undefined ? Date.now() : takenAt(names[0]);
    metrics.record(measures.spool, names.length);
    metrics.record(measures.spoolAge, Math.max(0, Date.now() - oldest) / 1_000);
  });
  let dispatching: Promise<void> | null = null;
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await using opened = new AsyncDisposableStack();
    opened.defer(async () => {
      await dispatcher.close();
      await dispatching;
    });
    await receiver.close();
  };
  return {
    url: receiver.url,
    keeps: () => spool.isWritable(),
    connect: (client, to) => {
      address = to;
      announcer.client = client;
      dispatching ??= dispatcher.run();
    },
    close: () => (closing ??= close()),
  };
}
