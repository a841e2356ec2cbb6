import type { AircallClient } from "../../aircall/client.ts";
import { AircallHttpError } from "../../aircall/http/errors.ts";
import type { AircallWebhook } from "../../aircall/objects/webhooks.ts";
import { webhookUrl } from "../../client/webhook/webhook-url.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import type { Config } from "../../platform/config/load-config.ts";
import { learnTokens } from "../ledger/learn-tokens.ts";
import { withCredential } from "../with-credential.ts";

export interface Disconnection {
  readonly account: string;
  readonly ledger: Ledger;
  readonly config: Pick<Config, "receiver" | "storage">;
  readonly baseUrl: string;
  /** Nothing is changed at Aircall. */
  readonly dryRun: boolean;
}

/**
 * Ends an installation from our side: webhook, integration, then the token, without which the others could not be had
 * any more. May be repeated. What was kept of the account stays.
 *
 * @returns how many webhooks were removed
 * @throws AircallError when Aircall does not answer: the token is kept, so that it can be tried again
 */
export async function disconnectInstallation(disconnection: Disconnection): Promise<number> {
  const { account, ledger, config, baseUrl, dryRun } = disconnection;
  const tokens = await ledger.installations.tokens(account);
  let removed = 0;
  if (tokens && !dryRun) {
    await withCredential(baseUrl, tokens, async (client) => {
      // A company that has removed us already refuses both.
      removed = (await unlessRefused(() => removeWebhooks(client, disconnection))) ?? 0;
      await unlessRefused(() => client.integrations.disable());
    });
  }
  await ledger.installations.disconnect(account, "it was disconnected here");
  await ledger.webhookTokens.forget(account);
  await learnTokens(ledger, config.storage);
  return removed;
}

async function removeWebhooks(
  { webhooks }: AircallClient,
  { account, ledger, config }: Disconnection,
): Promise<number> {
  const kept = await ledger.webhookTokens.list(account);
  const ids = new Set(kept.map(({ webhookId }) => webhookId));
  const { publicUrl } = config.receiver;
  const url = publicUrl === null ? null : webhookUrl(publicUrl, account);
  const isOurs = (one: AircallWebhook): boolean => ids.has(one.webhook_id) || one.url === url;
  const ours: AircallWebhook[] = [];
  for (let page: number | null = 1; page !== null;) {
    const { items, nextPage }: Awaited<ReturnType<typeof webhooks.list>> =
      await webhooks.list(page);
    ours.push(...items.filter(isOurs));
    page = nextPage;
  }
  for (const { webhook_id: id } of ours) await webhooks.remove(id);
  return ours.length;
}

async function unlessRefused<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AircallHttpError && [401, 403, 404].includes(error.status)) return null;
    throw error;
  }
}
