import { spawnSync } from "node:child_process";
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
  const before = strangers();
  return async () => {
    await endProcess(server.pid, 5_000);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    const left = strangers().filter((file) => !before.includes(file));
    if (left.length > 0) {
      process.exitCode = 1;
      throw new Error(`the tests have left in the clone: ${left.join(", ")}`);
    }
  };
}

/** Files in the clone that git does not know and is not told to ignore; none where there is no git. */
function strangers(): string[] {
  const { stdout } = spawnSync("git", ["ls-files", "--others", "--exclude-standard"], {
    encoding: "utf8",
  });
  return (stdout ?? "").split("\n").filter((file) => file !== "");
}
