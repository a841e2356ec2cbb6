import { request } from "undici";
import { webhookUrl } from "../../client/webhook/webhook-url.ts";
import type { Config } from "../../platform/config/load-config.ts";
import { isLoopback } from "../../platform/process/loopback.ts";
import type { AccountConfig } from "../../platform/config/sections/account.ts";
import { webhookTokens } from "../webhook-tokens.ts";
import { bad, good, messageOf, type Check } from "./check.ts";

const timeoutMs = 5_000;

/**
 * Sends an event that nobody acts on to `PUBLIC_URL`, as Aircall would: name, proxy, TLS, receiver and token in one.
 * Null where there is nothing to send to, or with.
 */
export async function checkReceiver(
  config: Pick<Config, "receiver" | "storage">,
  account: AccountConfig,
): Promise<Check | null> {
  const [token] = webhookTokens({ account, storage: config.storage });
  if (config.receiver.publicUrl === null || token === undefined) return null;
  const url = new URL(webhookUrl(config.receiver.publicUrl, account.name));
  try {
    const { statusCode, body } = await request(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ event: "afterbeep.doctor", token }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    await body.dump();
    return answered(url, statusCode);
  } catch (error) {
    // A receiver of this machine that was not started yet is no broken link.
    if (isLoopback(url.hostname)) {
      return good("receiver", `none runs at ${url.host} now; npm start starts it`);
    }
    return bad(
      "receiver",
      `${url.host} is not reached from here: ${messageOf(error)}`,
      "start the receiver; look at the tunnel or proxy, its DNS name and certificate, docs/run/operations.md",
    );
  }
}

function answered({ host }: URL, status: number): Check {
  if (status === 200) return good("receiver", `${host} takes webhooks with our token`);
  return bad(
    "receiver",
    `${host} answers a webhook with ${status}`,
    status === 401
      ? "give the receiver the same AFTERBEEP_DATA or AIRCALL_WEBHOOK_TOKEN as here"
      : "start the receiver; let the proxy send /webhooks/aircall to WEBHOOK_HOST and WEBHOOK_PORT",
  );
}
