import { spawn } from "node:child_process";
import { extname, resolve as absolute } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { StagedAircall } from "./open-stage.ts";
import { foundCompany, type CompanyAccess, type NewCompany } from "./simulator-companies.ts";
import { createSimulatorControl, type SimulatorControl } from "./simulator-control.ts";

/** A voicemail that somebody leaves. */
export interface Message {
  /** What lies behind the link: a sample beside the simulator, a file, or what the simulator makes itself. */
  readonly media:
    { readonly sample: string } | { readonly file: string } | { readonly kind: "html" };
  readonly from: string;
}

/** A company of the simulator, and what happens there without us. */
export interface FakeCompany extends StagedAircall, SimulatorControl {
  readonly leaveVoicemail: (message: Message) => Promise<number>;
  readonly call: (callId: number) => Promise<CallState>;
  /** When the first webhook of a call was accepted: milliseconds since the epoch; null while none was. */
  readonly acceptedAt: (callId: number) => Promise<number | null>;
}

/** The simulator as a process of its own, with its first company; the others are added. */
export interface FakeAircall extends FakeCompany {
  readonly addCompany: (company: NewCompany) => Promise<FakeCompany & CompanyAccess>;
  readonly stop: () => void;
}

const callState = z.object({
  comments: z.array(z.object({ content: z.string(), byAgent: z.boolean() })),
  tags: z.array(z.string()),
});

/** What stands on a call: its comments, oldest first, and the names of its tags. */
export type CallState = z.infer<typeof callState>;

const ready = z.object({ url: z.string(), apiId: z.string(), apiToken: z.string() });
const left = z.object({ callId: z.number() });
const deliveries = z.array(
  z.object({
    callId: z.number().nullable(),
    at: z.number(),
    ms: z.number(),
    status: z.number().nullable(),
  }),
);

function beside(path: string): string {
  return fileURLToPath(new URL(`../simulator/${path}`, import.meta.url));
}

function shown(media: Message["media"]): object {
  if ("sample" in media) return { kind: "file", path: beside(`voicemails/${media.sample}`) };
  return "file" in media ? { kind: "file", path: absolute(media.file) } : media;
}

/** Starts the simulator; it ends with this process. */
export async function startFakeAircall(env: NodeJS.ProcessEnv): Promise<FakeAircall> {
  const script = beside(`main${extname(import.meta.url)}`);
  const child = spawn(process.execPath, [script, "--port", "0", "--exit-with-parent"], {
    env,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.once("exit", () => reject(new Error("the simulator ended before it was ready")));
    child.stdout.once("data", (data: Buffer) => resolve(data.toString()));
  });
  const { url, apiId, apiToken } = ready.parse(JSON.parse(line));

  return {
    ...createCompany(url, { apiId, apiToken }),
    addCompany: async (company) => {
      const made = await foundCompany(url, company);
      return { ...createCompany(url, made, made.name), ...made };
    },
    stop: () => child.kill("SIGTERM"),
  };
}

function createCompany(
  url: string,
  { apiId, apiToken }: { readonly apiId: string; readonly apiToken: string },
  name?: string,
): FakeCompany {
  const { control, addWebhook } = createSimulatorControl(url, name);
  return {
    url,
    apiId,
    apiToken,
    control,
    addWebhook,
    leaveVoicemail: async ({ media, from }) => {
      return left.parse(await control("POST", "voicemails", { media: shown(media), from })).callId;
    },
    call: async (callId) => callState.parse(await control("GET", `calls/${callId}`)),
    acceptedAt: async (callId) => {
      const all = deliveries.parse(await control("GET", "deliveries"));
      const first = all.find((one) => one.callId === callId && one.status === 200);
      return first ? first.at + first.ms : null;
    },
  };
}
