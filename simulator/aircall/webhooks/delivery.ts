import { randomInt } from "node:crypto";
import { fetch } from "undici";
import { railsJson } from "../../http/answers.ts";
import { eventData } from "../calls/call-payload.ts";
import { transcriptionCreated, transcriptionNews } from "../calls/transcription.ts";
import { pause } from "../../http/pause.ts";
import type { SimulatedCall } from "../calls/call.ts";
import type { Installation } from "../oauth/installation.ts";
import type { State } from "../state.ts";
import type { Webhook } from "./webhook.ts";

/** How an event is sent, where that is not as usual. */
export interface EmitOptions {
  /** Whether the payload may show the voicemail. (Default: true) */
  readonly shows?: boolean;
  /** Sent instead of the webhook's own token: somebody else's request, so it is tried once and changes nothing. */
  readonly token?: string | undefined;
  /** Deliveries of the same payload. (Default: 1) */
  readonly times?: number;
  /** How much older the payload claims to be, timestamp and link included. (Default: 0) */
  readonly staleMs?: number;
  /** How long the payload lies about between being built and being sent. (Default: 0) */
  readonly holdMs?: number;
}

/** What happened, for `data` to be built as of a time in milliseconds. */
interface Happening {
  readonly resource: string;
  readonly event: string;
  readonly callId: number | null;
  /** The line that it is about. */
  readonly lineId?: number;
  /** The application that it is about: nobody else hears of it. */
  readonly installation?: Installation;
  readonly data: (at: number) => object;
}

/**
 * Delivers a call's event to every active webhook that wants it, at least once, in no particular
 * order, in the background.
 */
export function emit(
  state: State,
  event: string,
  call: SimulatedCall,
  { shows = true, ...options }: EmitOptions = {},
): void {
  const ofAi = event === transcriptionCreated;
  const data = (at: number): object =>
    ofAi ? transcriptionNews(call) : eventData(state, call, { event, shows, at });
  const resource = ofAi ? "conversation_intelligence" : "call";
  emitAny(state, { resource, event, callId: call.id, lineId: call.line.id, data }, options);
}

/** The same for anything else that happens. */
export function emitAny(state: State, happening: Happening, options: EmitOptions = {}): void {
  const { token, times = 1, staleMs = 0, holdMs = 0 } = options;
  const { resource, event, callId } = happening;
  const builtAt = state.now() - staleMs;
  for (const webhook of state.webhooks.values()) {
    if (!webhook.active || !webhook.events.includes(event)) continue;
    if (!concerns(state, webhook.owner, happening)) continue;
    const build = (at: number): string => {
      const timestamp = Math.floor(at / 1_000);
      const data = happening.data(at);
      return railsJson({ resource, event, timestamp, token: token ?? webhook.token, data });
    };
    const body = build(builtAt);
    const forged = token !== undefined && token !== webhook.token;
    for (let count = 0; count < times; count++) {
      void deliver(state, webhook, { event, callId, body, rebuild: build, holdMs, forged });
    }
  }
}

/** Whether an application is told: of its own end in any case, else of the lines that it was given. */
function concerns(
  state: State,
  owner: Installation | null,
  { lineId, installation }: Happening,
): boolean {
  if (installation) return owner === installation;
  if (!owner) return true;
  if (owner.removed || !(owner.active || state.settings.eventsWhileInactive)) return false;
  return lineId === undefined || owner.numberIds.includes(lineId);
}

/** Sends these bytes to every active webhook, once, whatever they are. */
export async function sendRaw(state: State, body: string): Promise<void> {
  const active = [...state.webhooks.values()].filter(
    (webhook) => webhook.active && webhook.owner?.removed !== true,
  );
  await Promise.all(active.map((webhook) => post(state, webhook, "raw", null, body)));
}

interface Parcel {
  readonly event: string;
  readonly callId: number | null;
  readonly body: string;
  /** The body as of another moment. */
  readonly rebuild: (at: number) => string;
  readonly holdMs: number;
  readonly forged: boolean;
}

async function deliver(state: State, webhook: Webhook, parcel: Parcel): Promise<void> {
  const { event, callId, body: first, rebuild, holdMs, forged } = parcel;
  if (holdMs > 0 && !(await pause(state, holdMs))) return;
  let waitMs = state.settings.firstRetryMs;
  for (let tries = 1; state.webhooks.get(webhook.webhook_id) === webhook; tries++) {
    const isAnew = tries > 1 && state.settings.retriesRebuilt;
    const body = isAnew ? rebuild(state.now()) : first;
    const status = await post(state, webhook, event, callId, body);
    if (forged || state.closing.aborted) return;
    if (status !== null && status >= 200 && status < 300) {
      accepted(webhook);
      return;
    }
    failed(state, webhook);
    if (!isWorthRetrying(state, webhook, tries)) return;
    if (!(await pause(state, waitMs))) return;
    waitMs = Math.min(waitMs * 2, state.settings.lastRetryMs);
  }
}

/** Whoever switched a webhook off by hand meant it: only one that its failures disabled comes back. */
function accepted(webhook: Webhook): void {
  webhook.failures = 0;
  if (webhook.disabledAt === null) return;
  webhook.disabledAt = null;
  webhook.active = true;
}

function failed(state: State, webhook: Webhook): void {
  webhook.failures++;
  if (!webhook.active || webhook.failures < state.settings.deliveryTries) return;
  webhook.active = false;
  webhook.disabledAt = state.now();
}

/**
 * An active webhook gets an event up to `deliveryTries` times; one that failures disabled, for as
 * long as it may recover.
 */
function isWorthRetrying(state: State, webhook: Webhook, tries: number): boolean {
  if (webhook.active) return tries < state.settings.deliveryTries;
  if (webhook.disabledAt === null) return false;
  return state.now() - webhook.disabledAt < state.settings.recoveryMs;
}

async function post(
  state: State,
  webhook: Webhook,
  event: string,
  callId: number | null,
  body: string,
): Promise<number | null> {
  const at = Date.now();
  let status: number | null = null;
  try {
    const answer = await fetch(webhook.url, {
      method: "POST",
      body,
      redirect: "manual",
      signal: AbortSignal.any([
        AbortSignal.timeout(state.settings.deliveryTimeoutMs),
        state.closing,
      ]),
      headers: {
        "content-type": "application/json",
        "user-agent": "axios/1.7.7",
        "aircall-origin": "webhooks",
        "x-datadog-trace-id": String(randomInt(2 ** 47)),
        "x-datadog-parent-id": String(randomInt(2 ** 47)),
        tracestate: "dd=s:1",
      },
    });
    ({ status } = answer);
    await answer.arrayBuffer();
  } catch {
    // Recorded as an answer that never came.
  }
  const { webhook_id: webhookId } = webhook;
  state.deliveries.push({ webhookId, event, callId, at, status, ms: Date.now() - at });
  return status;
}
