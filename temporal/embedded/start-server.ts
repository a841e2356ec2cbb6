import { dayMs } from "../../domain/duration.ts";
import { freePort, isFree } from "../../platform/process/free-port.ts";
import { childEnvironment } from "../../platform/process/child-environment.ts";
import { within } from "../within.ts";
import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@temporalio/client";
import { msToTs } from "@temporalio/common/lib/time.js";
import { createTemporalClient } from "../create-client.ts";
import { isAlive } from "../../platform/process/other-process.ts";
import { serverArguments, serverHost } from "./server-arguments.ts";

export interface StartServerOptions {
  readonly cli: string;
  /** Holds the database and the log. */
  readonly folder: string;
  /** Taken when it is free: workers that know the old address find the new server. */
  readonly preferredPort?: number | undefined;
  /** The first that is free is taken: links into the Web UI stay good. (Default: any) */
  readonly preferredUiPorts?: readonly number[];
  /** Whether the server ends with this process, even when this one is killed. */
  readonly dependent: boolean;
  /** Called in the moment the process exists, before it serves. */
  readonly onSpawn?: (server: RunningServer) => void;
}

/** A server that serves. Addresses are `host:port`. */
export interface RunningServer {
  readonly pid: number;
  readonly address: string;
  readonly uiAddress: string;
}

/** A first start creates the database's schema on a slow disk. */
const servingTimeoutMs = 60_000;

const retentionMs = 30 * dayMs;

/**
 * Starts a server and waits until it serves.
 *
 * @throws with the server's last words when it does not come up
 */
export async function startServer(options: StartServerOptions): Promise<RunningServer> {
  const { cli, folder, preferredPort, preferredUiPorts = [], dependent, onSpawn } = options;
  const port = await firstFree(preferredPort === undefined ? [] : [preferredPort]);
  const uiPort = await firstFree(preferredUiPorts);
  const databaseFile = join(folder, "temporal.db");
  const logFile = join(folder, "temporal.log");
  const args = serverArguments({ port, uiPort, databaseFile });
  const log = openSync(logFile, "w");
  try {
    const pid = dependent ? await spawnDependent(cli, args, log) : spawnDetached(cli, args, log);
    const server = {
      pid,
      address: `${serverHost}:${port}`,
      uiAddress: `http://${serverHost}:${uiPort}`,
    };
    onSpawn?.(server);
    await untilServing(server, logFile);
    return server;
  } finally {
    closeSync(log);
  }
}

/**
 * In a session of its own: a Ctrl-C in the terminal must not reach the server before the workers
 * have drained.
 */
function spawnDetached(cli: string, args: readonly string[], log: number): number {
  const child = spawn(cli, args, {
    detached: true,
    stdio: ["ignore", log, log],
    env: childEnvironment(),
  });
  child.on("error", () => {});
  child.unref();
  if (child.pid === undefined) throw new Error(`${cli} could not be started`);
  return child.pid;
}

/**
 * A shell holds the server and reads from us: when this process ends, however it ends, the pipe
 * closes and the shell ends the server. POSIX only, as the server itself is here.
 */
const leash = '"$@" & echo $!; read -r _; kill $!; wait $!';

function spawnDependent(cli: string, args: readonly string[], log: number): Promise<number> {
  const shell: ChildProcess = spawn("/bin/sh", ["-c", leash, "sh", cli, ...args], {
    detached: true,
    stdio: ["pipe", "pipe", log],
    env: childEnvironment(),
  });
  return new Promise((resolve, reject) => {
    shell.once("error", reject);
    shell.once("exit", () => reject(new Error(`${cli} could not be started`)));
    shell.stdout?.once("data", (data: Buffer) => {
      // It must not keep this process alive.
      shell.unref();
      for (const stream of [shell.stdin, shell.stdout]) {
        if (stream && "unref" in stream && typeof stream.unref === "function") stream.unref();
      }
      resolve(Number.parseInt(data.toString(), 10));
    });
  });
}

async function firstFree(ports: readonly number[]): Promise<number> {
  for (const port of ports) if (port !== 0 && (await isFree(port))) return port;
  return freePort();
}

async function untilServing({ pid, address }: RunningServer, logFile: string): Promise<void> {
  const client = createTemporalClient({ connectionOptions: { address }, namespace: "default" });
  const deadline = Date.now() + servingTimeoutMs;
  try {
    while (!(await keepsForThirtyDays(client))) {
      if (!isAlive(pid) || Date.now() > deadline) {
        const words = (await readFile(logFile, "utf8")).trim().split("\n").slice(-3).join(" ");
        throw new Error(
          `The embedded Temporal server (pid ${pid}) does not come up; its log ${logFile} ends: ${words}`,
        );
      }
      await delay(100);
    }
  } finally {
    await client.connection.close();
  }
}

/** Sets how long histories of ended workflows stay; false while the server does not answer. */
async function keepsForThirtyDays(client: Client): Promise<boolean> {
  try {
    await within(client, 2_000, () =>
      client.connection.workflowService.updateNamespace({
        namespace: "default",
        config: { workflowExecutionRetentionTtl: msToTs(retentionMs) },
      }),
    );
    return true;
  } catch {
    return false;
  }
}
