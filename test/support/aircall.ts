import { onTestFinished } from "vitest";
import { webhookEvents } from "../../domain/wire.ts";
import type { StagedAircall } from "../../stage/open-stage.ts";
import { createSimulator, type SimulatorOptions } from "../../simulator/create-simulator.ts";

export interface CallState {
  readonly callId: number;
  readonly comments: readonly { readonly content: string; readonly byAgent: boolean }[];
  readonly tags: readonly string[];
}

export interface RequestLog {
  readonly total: number;
  readonly worstMinute: number;
  readonly refused: number;
  readonly requests: readonly {
    readonly method: string;
    readonly path: string;
    readonly status: number;
  }[];
}

/** The fake Aircall and the hands behind its stage. */
export interface TestAircall extends StagedAircall {
  readonly control: (method: string, path: string, body?: unknown) => Promise<unknown>;
  readonly leave: (wish: object) => Promise<number>;
  readonly call: (callId: number) => Promise<CallState>;
  readonly requests: () => Promise<RequestLog>;
  /** A request with the right credential. */
  readonly api: (method: string, path: string, body?: unknown) => Promise<Response>;
  readonly close: () => Promise<void>;
}

export async function openAircall(options: SimulatorOptions = {}): Promise<TestAircall> {
  const simulator = await createSimulator(options);
  const { url, apiId, apiToken } = simulator;
  const json = { "content-type": "application/json" };
  const authorization = `Basic ${Buffer.from(`${apiId}:${apiToken}`).toString("base64")}`;
  const send = (path: string, method: string, body: unknown, headers: Record<string, string>) =>
    fetch(`${url}${path}`, {
      method,
      headers: body === undefined ? headers : { ...headers, ...json },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await send(`/_simulator/${path}`, method, body, {});
    if (!answer.ok)
      throw new Error(`the simulator answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  return {
    url,
    apiId,
    apiToken,
    control,
    addWebhook: async (target, token) => {
      await control("POST", "webhooks", { url: target, token, events: webhookEvents(true) });
    },
    leave: async (wish) =>
      ((await control("POST", "voicemails", wish)) as { callId: number }).callId,
    call: async (callId) => (await control("GET", `calls/${callId}`)) as CallState,
    requests: async () => (await control("GET", "requests")) as RequestLog,
    api: (method, path, body) => send(path, method, body, { authorization }),
    close: simulator.close,
  };
}

/** One for a single test, closed when it ends. */
export async function aircallForTest(options: SimulatorOptions = {}): Promise<TestAircall> {
  const aircall = await openAircall(options);
  onTestFinished(aircall.close);
  return aircall;
}

/** A sample voicemail behind the link. */
export function sample(name: string): { kind: "file"; path: string } {
  return {
    kind: "file",
    path: new URL(`../../simulator/voicemails/${name}`, import.meta.url).pathname,
  };
}
