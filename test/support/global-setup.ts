import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { cacheFolderOf, findTemporalCli } from "../../temporal/embedded/find-cli.ts";
import { endProcess } from "../../platform/process/other-process.ts";
import { startServer } from "../../temporal/embedded/start-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** `host:port` of the one Temporal server of this test run. */
    readonly temporalAddress: string;
    readonly temporalCli: string;
  }
}

/** One real Temporal server for the whole run; each file takes a namespace of its own on it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cli = await findTemporalCli({
    cliPath: process.env["TEMPORAL_CLI_PATH"],
    searchPath: process.env["PATH"] ?? "",
    cacheFolder: cacheFolderOf(process.env),
  });
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-test-"));
  const server = await startServer({ cli: cli.path, folder, dependent: true });
  project.provide("temporalAddress", server.address);
  project.provide("temporalCli", cli.path);
  return async () => {
    await endProcess(server.pid, 5_000);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}
