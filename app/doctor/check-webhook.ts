import type { AircallWebhook } from "../../aircall/objects/webhooks.ts";
import type { Permits } from "../session/with-permits.ts";
import { webhookUrl } from "../../client/webhook/webhook-url.ts";
import { installedWebhookEvents, webhookEvents } from "../../domain/wire.ts";
import type { ConfiguredAccount } from "../accounts/account-source.ts";
import type { OpenAccount } from "../open-account.ts";
import type { Config } from "../../platform/config/load-config.ts";
import type { AccountConfig } from "../../platform/config/sections/account.ts";
import { webhookTokens } from "../webhook-tokens.ts";
import { bad, good, type Check } from "./check.ts";

const setupFix = "run afterbeep setup";

/** Our webhooks at Aircall: each request waits for a permit, one request a page. */
export async function readWebhooks(
  { client }: Pick<OpenAccount, "client">,
  permits: Permits,
): Promise<AircallWebhook[]> {
  const all: AircallWebhook[] = [];
  for (let page: number | null = 1; page !== null;) {
    await permits.take();
    const { items, nextPage }: Awaited<ReturnType<OpenAccount["client"]["webhooks"]["list"]>> =
      await client.webhooks.list(page);
    all.push(...items);
    page = nextPage;
  }
  return all;
}

/** Whether one of them is active, brings voicemails to `PUBLIC_URL`, and carries a token that our receiver takes. */
export function checkWebhook(
  config: Pick<Config, "media" | "receiver" | "storage">,
  account: AccountConfig & Pick<ConfiguredAccount, "byOAuth">,
  webhooks: readonly AircallWebhook[],
): Check[] {
  const tokens = webhookTokens({ account, storage: config.storage });
  const isKnown = ({ token }: AircallWebhook): boolean => tokens.includes(token ?? "");
  const url =
    config.receiver.publicUrl === null ? null : webhookUrl(config.receiver.publicUrl, account.name);
  const ours = webhooks.find((webhook) => (url === null ? isKnown(webhook) : webhook.url === url));
  if (!ours) return [absent(url, webhooks.find(isKnown))];
  const eventsOf = account.byOAuth ? installedWebhookEvents : webhookEvents;
  const wanted = eventsOf(config.media.usesAircall);
  return [
    state(ours, wanted),
    ...(tokens.length === 0 ? [noToken()] : [checkToken(ours, isKnown(ours))]),
  ];
}

function absent(url: string | null, elsewhere: AircallWebhook | undefined): Check {
  if (url === null) {
    return bad(
      "webhook",
      "none carries our token, and PUBLIC_URL is not set",
      "set PUBLIC_URL to the receiver's address from outside, then run afterbeep setup",
    );
  }
  return elsewhere
    ? bad(
        "webhook",
        `ours points to ${hostOf(elsewhere.url)}, and none to PUBLIC_URL, ${hostOf(url)}`,
        "set PUBLIC_URL to where the receiver is reached, then run afterbeep setup; remove the other webhook in Aircall's dashboard",
      )
    : bad("webhook", `none points to PUBLIC_URL, ${hostOf(url)}`, setupFix);
}

function state({ url, active, events }: AircallWebhook, wanted: readonly string[]): Check {
  const lacking = wanted.filter((event) => !(events ?? []).includes(event));
  if (active !== true) return bad("webhook", `the one to ${hostOf(url)} is switched off`, setupFix);
  return lacking.length > 0
    ? bad("webhook", `the one to ${hostOf(url)} lacks ${lacking.join(", ")}`, setupFix)
    : good("webhook", `active, to ${hostOf(url)}`);
}

function noToken(): Check {
  return bad(
    "webhook-token",
    "none is configured or kept",
    `${setupFix}, or set AIRCALL_WEBHOOK_TOKEN`,
  );
}

function checkToken({ token }: AircallWebhook, known: boolean): Check {
  if (!token) return good("webhook-token", "Aircall does not show the webhook's token");
  return known
    ? good("webhook-token", "the webhook's token is one that the receiver takes")
    : bad(
        "webhook-token",
        "the webhook carries another token than the receiver takes: it answers 401",
        `${setupFix}, which keeps the right one, or set AIRCALL_WEBHOOK_TOKEN to it`,
      );
}

/** Of an address only the host and port are printed: its path may be a secret. */
function hostOf(url: string | null | undefined): string {
  return url && URL.canParse(url) ? new URL(url).host : "nowhere";
}
