import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { startCli, type Pipeline } from "./pipeline.ts";
import { openSpeechServer } from "./speech-server.ts";

export type Env = Record<string, string | undefined>;

/** A link of the chain that is broken on purpose. */
export interface Break {
  readonly link: string;
  /** What is broken; gives the environment that shows it. */
  readonly breakIt: () => Env | Promise<Env>;
  readonly check: string;
  readonly fix: RegExp;
  /** Whatever else cannot stand without the link. */
  readonly also?: readonly string[];
}

/** Changes the simulator's settings for one test. */
export async function withSettings(
  { aircall }: Pipeline,
  change: object,
  back: object,
): Promise<Record<string, never>> {
  await aircall.control("PATCH", "settings", change);
  onTestFinished(async () => {
    await aircall.control("PATCH", "settings", back);
  });
  return {};
}

/** Switches our webhook off for one test. */
export async function withWebhookOff(pipeline: Pipeline): Promise<Record<string, never>> {
  const answer = await pipeline.aircall.api("GET", "/v1/webhooks");
  const { webhooks } = (await answer.json()) as {
    webhooks: { webhook_id: string; url: string; events: string[] }[];
  };
  const ours = webhooks.find((one) => one.url === pipeline.webhookUrl());
  if (!ours) throw new Error("no webhook of ours");
  const { webhook_id: id, url, events } = ours;
  await pipeline.aircall.api("PUT", `/v1/webhooks/${id}`, { url, events, active: false });
  onTestFinished(async () => {
    await pipeline.aircall.api("PUT", `/v1/webhooks/${id}`, { url, events, active: true });
  });
  return {};
}

/** Pauses the account for one test. */
export async function withAccountPaused({ env }: Pipeline): Promise<Record<string, never>> {
  expect(await startCli(["pause", "default"], env).exit).toBe(0);
  onTestFinished(async () => {
    await startCli(["resume", "default"], env).exit;
  });
  return {};
}

/** An empty folder, until the test ends. */
export async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-doctor-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder inside a file: not even root can write there. */
export async function noFolder(): Promise<string> {
  const file = join(await folderForTest(), "file");
  await writeFile(file, "");
  return join(file, "data");
}

/** A server that is not the receiver. */
export function somethingElse(): Promise<string> {
  return serve(404, "not here");
}

/** An OpenAI that knows these models. */
export function openaiWith(models: readonly object[]): Promise<string> {
  return serve(200, JSON.stringify({ object: "list", data: models })).then((url) => `${url}/v1`);
}

async function serve(status: number, body: string): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An engine elsewhere that reads at once: what is no matter of hearing need not load a model each time. */
export async function quickEngine(): Promise<Env> {
  const { url } = await openSpeechServer("openai", {
    name: "quick",
    monolingual: false,
    read: () => Promise.resolve({ text: "go forward ten meters", language: "en" }),
    close: () => Promise.resolve(),
  });
  return { TRANSCRIBERS: "compatible", COMPATIBLE_BASE_URL: url };
}
