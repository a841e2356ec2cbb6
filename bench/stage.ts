import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@temporalio/client";
import { startFakeAircall, type FakeAircall } from "../stage/fake-aircall.ts";
import { createTemporalClient } from "../temporal/create-client.ts";
import { cacheFolderOf, findTemporalCli } from "../temporal/embedded/find-cli.ts";
import { endProcess } from "../platform/process/other-process.ts";
import { startServer } from "../temporal/embedded/start-server.ts";

/** A Temporal server and a fake Aircall of a measurement's own, and processes of the product around them. */
export interface BenchStage {
  readonly client: Client;
  readonly address: string;
  readonly aircall: FakeAircall;
  readonly control: (method: string, path: string, body?: unknown) => Promise<unknown>;
  /** Starts a command and waits until it is ready. */
  readonly start: (command: "worker" | "receiver") => Promise<void>;
  readonly webhookUrl: string;
  readonly token: string;
  readonly close: () => Promise<void>;
}

const token = "bench";
const port = 18_788;

export async function openStage(env: NodeJS.ProcessEnv = {}): Promise<BenchStage> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-bench-"));
  const passed = { PATH: process.env["PATH"], HOME: process.env["HOME"] };
  const cli = await findTemporalCli({
    cliPath: process.env["TEMPORAL_CLI_PATH"],
    searchPath: process.env["PATH"] ?? "",
    cacheFolder: cacheFolderOf(process.env),
  });
  const server = await startServer({ cli: cli.path, folder, dependent: true });
  const aircall = await startFakeAircall(passed);
  const address = server.address;
  const client = createTemporalClient({ connectionOptions: { address }, namespace: "default" });
  const children: ChildProcess[] = [];
  const settings = {
    ...passed,
    AFTERBEEP_DATA: folder,
    TEMPORAL_ADDRESS: address,
    AIRCALL_BASE_URL: aircall.url,
    AIRCALL_API_ID: aircall.apiId,
    AIRCALL_API_TOKEN: aircall.apiToken,
    AIRCALL_WEBHOOK_TOKEN: token,
    RECORDING_HOSTS: new URL(aircall.url).hostname,
    WEBHOOK_PORT: String(port),
    LOG_LEVEL: "info",
    ...env,
  };
  return {
    client,
    address,
    aircall,
    token,
    webhookUrl: `http://127.0.0.1:${port}/webhooks/aircall`,
    control: async (method, path, body) => {
      const answer = await fetch(`${aircall.url}/_simulator/${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      });
      if (!answer.ok) throw new Error(`the simulator answered ${answer.status}`);
      return answer.json();
    },
    start: async (command) => {
      const main = new URL("../cli/main.ts", import.meta.url).pathname;
      const child = spawn(process.execPath, [main, command], {
        env: settings,
        stdio: ["ignore", "ignore", "pipe"],
      });
      children.push(child);
      const ready = command === "worker" ? "workers are at work" : "webhooks are taken";
      let log = "";
      child.stderr.on("data", (data: Buffer) => {
        if (!log.includes(ready)) log += data.toString();
      });
      while (!log.includes(ready)) await delay(50);
    },
    close: async () => {
      const ends = children.map((child) => new Promise((resolve) => child.once("close", resolve)));
      for (const child of children) child.kill("SIGKILL");
      await Promise.all(ends);
      await client.connection.close();
      aircall.stop();
      await endProcess(server.pid, 5_000);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** How many voicemails' workflows run. */
export async function openVoicemails(client: Client): Promise<number> {
  const query = "WorkflowType = 'voicemail' AND ExecutionStatus = 'Running'";
  return (await client.workflow.count(query)).count;
}
