import { request } from "undici";
import { webhookEvents } from "../domain/wire.ts";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The simulator's control API, of simulator/README.md: what happens at Aircall without us. */
export interface SimulatorControl {
  /** @throws when the simulator refuses, with its status and its reason */
  readonly control: (method: Method, path: string, body?: unknown) => Promise<unknown>;
  /** Registers a webhook for every event that we take. */
  readonly addWebhook: (url: string, token: string) => Promise<void>;
}

/**
 * @param url of the simulator, without a path
 * @param company by its name (Default: the first one)
 */
export function createSimulatorControl(url: string, company?: string): SimulatorControl {
  const base = company === undefined ? "_simulator" : `_simulator/companies/${company}`;
  const control: SimulatorControl["control"] = async (method, path, body) => {
    const answer = await request(`${url}/${base}/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    if (answer.statusCode >= 300) {
      throw new Error(
        `the simulator answered ${answer.statusCode} to ${method} ${path}: ${await answer.body.text()}`,
      );
    }
    return answer.body.json();
  };
  return {
    control,
    addWebhook: async (target, token) => {
      await control("POST", "webhooks", { url: target, token, events: webhookEvents(true) });
    },
  };
}
