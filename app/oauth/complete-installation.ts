import type { AircallClient } from "../../aircall/client.ts";
import { applyWebhookPlan, planWebhook } from "../../client/webhook/register-webhook.ts";
import { webhookUrl } from "../../client/webhook/webhook-url.ts";
import { installedWebhookEvents } from "../../domain/wire.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import type { Config } from "../../platform/config/load-config.ts";
import { keepToken, learnTokens } from "../ledger/learn-tokens.ts";

/** Where requests need not wait for permits. */
const atOnce = { take: () => Promise.resolve() };

export interface Completion {
  readonly account: string;
  readonly client: AircallClient;
  readonly ledger: Ledger;
  readonly config: Pick<Config, "receiver" | "storage" | "media">;
  /** Whether tokens of earlier webhooks are of no use: those went with the installation of before. */
  readonly forgetsOthers: boolean;
}

/**
 * Has an installed account's events come to us: one webhook at Aircall, its token in the ledger, the integration
 * enabled. May be repeated at any time: what is right already stays as it is, so a process that was killed within is
 * followed by one that goes on.
 */
export async function completeInstallation(completion: Completion): Promise<void> {
  const { account, client, ledger, config, forgetsOthers } = completion;
  const { receiver, storage, media } = config;
  if (receiver.publicUrl === null) return;
  const url = webhookUrl(receiver.publicUrl, account);
  const wanted = { url, events: installedWebhookEvents(media.usesAircall) };
  const plan = await planWebhook(client.webhooks, atOnce, wanted);
  const { token, webhook_id: webhookId } = await applyWebhookPlan(
    plan,
    client.webhooks,
    atOnce,
    wanted,
  );
  if (token) {
    // Before any event comes.
    await keepToken(ledger, storage, { account, token, webhookId });
    if (forgetsOthers) {
      await ledger.webhookTokens.forget(account, token);
      await learnTokens(ledger, storage);
    }
  }
  const { active } = await client.integrations.me();
  if (active !== true) await client.integrations.enable();
}
