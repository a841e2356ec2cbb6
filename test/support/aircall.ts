import { onTestFinished } from "vitest";
import type { StagedAircall } from "../../stage/open-stage.ts";
import {
  foundCompany,
  type CompanyAccess,
  type NewCompany,
} from "../../stage/simulator-companies.ts";
import { createSimulatorControl, type SimulatorControl } from "../../stage/simulator-control.ts";
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

/** A company of the fake Aircall, and the hands behind its stage. */
export interface TestCompany extends StagedAircall, SimulatorControl {
  /** @param voicemail as `POST /_simulator/voicemails` takes it */
  readonly leave: (voicemail: object) => Promise<number>;
  readonly call: (callId: number) => Promise<CallState>;
  readonly requests: () => Promise<RequestLog>;
  /** A request with the right credential. */
  readonly api: (method: string, path: string, body?: unknown) => Promise<Response>;
}

/** The fake Aircall with its first company; the others are added. */
export interface TestAircall extends TestCompany {
  readonly addCompany: (company: NewCompany) => Promise<TestCompany & CompanyAccess>;
  readonly close: () => Promise<void>;
}

export async function openAircall(options: SimulatorOptions = {}): Promise<TestAircall> {
  const simulator = await createSimulator(options);
  const { url } = simulator;
  return {
    ...companyOf(url, simulator),
    addCompany: async (company) => {
      const made = await foundCompany(url, company);
      return { ...companyOf(url, made, made.name), ...made };
    },
    close: simulator.close,
  };
}

function companyOf(
  url: string,
  { apiId, apiToken }: { readonly apiId: string; readonly apiToken: string },
  name?: string,
): TestCompany {
  const { control, addWebhook } = createSimulatorControl(url, name);
  const authorization = `Basic ${Buffer.from(`${apiId}:${apiToken}`).toString("base64")}`;
  return {
    url,
    apiId,
    apiToken,
    control,
    addWebhook,
    leave: async (voicemail) =>
      ((await control("POST", "voicemails", voicemail)) as { callId: number }).callId,
    call: async (callId) => (await control("GET", `calls/${callId}`)) as CallState,
    requests: async () => (await control("GET", "requests")) as RequestLog,
    api: (method, path, body) =>
      fetch(`${url}${path}`, {
        method,
        ...(body === undefined
          ? { headers: { authorization } }
          : {
              headers: { authorization, "content-type": "application/json" },
              body: JSON.stringify(body),
            }),
      }),
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
