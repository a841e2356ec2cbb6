import { setTimeout as delay } from "node:timers/promises";
import { fetch } from "undici";
import { railsJson } from "./answers.ts";
import { eventData } from "./call-payload.ts";
import type { SimulatedCall, State, Webhook } from "./state.ts";

export interface EmitOptions {
  /** Whether the payload may show the voicemail. (Default: true) */
  readonly shows?: boolean;
  /** Sent instead of the webhook's own token. */
  readonly token?: string | undefined;
  /** Deliveries of the same payload. (Default: 1) */
  readonly times?: number;
}

/** Delivers an event to every active webhook that wants it, at least once, in no particular order, in the background. */
export function emit(
  state: State,
  event: string,
  call: SimulatedCall,
  { shows = true, token, times = 1 }: EmitOptions = {},
): void {
  for (const webhook of state.webhooks.values()) {
    if (!webhook.active || !webhook.events.includes(event)) continue;
    const body = railsJson({
      resource: "call",
      event,
      timestamp: Math.floor(Date.now() / 1000),
      token: token ?? webhook.token,
      data: eventData(state, call, shows),
    });
    for (let count = 0; count < times; count++) void deliver(state, webhook, event, call.id, body);
  }
}

/** For this long after a webhook was made inactive, failed events are still tried; one success re-enables it. */
const recoveryMs = 12 * 3_600_000;

async function deliver(
  state: State,
  webhook: Webhook,
  event: string,
  callId: number,
  body: string,
): Promise<void> {
  const { settings } = state;
  const giveUpAt = Date.now() + recoveryMs;
  let waitMs = settings.firstRetryMs;
  while (state.webhooks.get(webhook.webhook_id) === webhook && Date.now() < giveUpAt) {
    const status = await post(state, webhook, event, callId, body);
    if (status !== null && status >= 200 && status < 300) {
      Object.assign(webhook, { active: true, failures: 0 });
      return;
    }
    webhook.failures++;
    if (webhook.failures >= settings.deliveryTries) webhook.active = false;
    await delay(waitMs, undefined, { ref: false });
    waitMs = Math.min(waitMs * 2, settings.lastRetryMs);
  }
}

async function post(
  state: State,
  webhook: Webhook,
  event: string,
  callId: number,
  body: string,
): Promise<number | null> {
  const at = Date.now();
  let status: number | null = null;
  try {
    const answer = await fetch(webhook.url, {
      method: "POST",
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(state.settings.deliveryTimeoutMs),
      headers: {
        "content-type": "application/json",
        "user-agent": "axios/1.7.7",
        "aircall-origin": "webhooks",
      },
    });
    ({ status } = answer);
    await answer.arrayBuffer();
  } catch {
    // Recorded as an answer that never came.
  }
  state.deliveries.push({
    webhookId: webhook.webhook_id,
    event,
    callId,
    at,
    status,
    ms: Date.now() - at,
  });
  return status;
}
