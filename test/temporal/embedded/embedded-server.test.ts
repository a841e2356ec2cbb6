import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { createTemporalClient, isServing } from "../../../temporal/create-client.ts";
import { openEmbeddedServer } from "../../../temporal/embedded/embedded-server.ts";
import { commandLine, endProcess, isAlive } from "../../../platform/process/other-process.ts";
import { until } from "../../support/until.ts";

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
  const module = new URL("../../../temporal/embedded/embedded-server.ts", import.meta.url).pathname;
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
  const module = new URL("../../../temporal/embedded/embedded-server.ts", import.meta.url).pathname;
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
