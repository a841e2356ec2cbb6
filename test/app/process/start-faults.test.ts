import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { bareEnvironment, takenPort } from "../../support/bare-start.ts";
import { startCli } from "../../support/pipeline.ts";
import { until } from "../../support/until.ts";

/*
 * What is wrong at a start is said in one sentence that names what to change.
 */

test.each(["WEBHOOK_PORT", "METRICS_PORT", "HEALTH_PORT"])(
  "a taken port ends up, and the sentence names %s",
  async (variable) => {
    const port = await takenPort();
    const run = startCli(["up"], { ...(await bareEnvironment()), [variable]: String(port) });
    onTestFinished(() => run.kill("SIGKILL"));
    expect(await run.exit).toBe(1);
    expect(run.log()).toContain(`port ${port} is taken: set ${variable} to another one`);
    expect(run.log()).not.toContain("    at ");
  },
);

test("an address that this machine has not ends a receiver, and the sentence names WEBHOOK_HOST", async () => {
  // 192.0.2.0/24 is for documents: nobody has it.
  const run = startCli(["receiver"], { ...(await bareEnvironment()), WEBHOOK_HOST: "192.0.2.1" });
  onTestFinished(() => run.kill("SIGKILL"));
  expect(await run.exit).toBe(1);
  expect(run.log()).toContain("this machine has no address 192.0.2.1: set WEBHOOK_HOST");
});

test.each(["up", "worker", "receiver"])(
  "%s lives on without Temporal, says where it looks, and obeys a signal",
  async (command) => {
    const run = startCli([command], await bareEnvironment());
    onTestFinished(() => run.kill("SIGKILL"));
    await until("it has said so", () =>
      run.log().includes("Temporal at 127.0.0.1:1 does not answer"),
    );
    expect(run.log()).toContain("is TEMPORAL_ADDRESS right?");
    expect(run.log()).not.toContain("DEADLINE_EXCEEDED");
    run.kill("SIGTERM");
    expect(await run.exit).toBe(0);
  },
);

test.each(["up", "worker", "receiver"])(
  "%s lives on without its namespace, and names TEMPORAL_NAMESPACE",
  async (command) => {
    const there = { TEMPORAL_ADDRESS: inject("temporalAddress"), TEMPORAL_NAMESPACE: "elsewhere" };
    const run = startCli([command], { ...(await bareEnvironment()), ...there });
    onTestFinished(() => run.kill("SIGKILL"));
    await until("it has said so", () =>
      run.log().includes("has no namespace elsewhere; is TEMPORAL_NAMESPACE right?"),
    );
    run.kill("SIGTERM");
    expect(await run.exit).toBe(0);
  },
);

test("a command without its namespace, or with a wrong address, names the variable", async () => {
  const address = inject("temporalAddress");
  const list = startCli(["list"], {
    ...(await bareEnvironment()),
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: "elsewhere",
  });
  expect(await list.exit).toBe(1);
  expect(list.log()).toContain("is TEMPORAL_NAMESPACE right?");
  for (const wrong of [`http://${address}`, `${address}/ui`, "a host:7233", "host:port"]) {
    const run = startCli(["up"], { ...(await bareEnvironment()), TEMPORAL_ADDRESS: wrong });
    onTestFinished(() => run.kill("SIGKILL"));
    expect(await run.exit, wrong).toBe(78);
    expect(run.log()).toContain(`TEMPORAL_ADDRESS is "${wrong}", which is not usable`);
  }
});

test("the Web UI has the port that TEMPORAL_UI_PORT names, and another that is told where it is taken", async () => {
  const port = await takenPort();
  const { TEMPORAL_ADDRESS: _none, ...env } = await bareEnvironment();
  const embedded = { ...env, TEMPORAL_CLI_PATH: inject("temporalCli") };
  const run = startCli(["receiver"], { ...embedded, TEMPORAL_UI_PORT: String(port) });
  onTestFinished(() => run.kill("SIGKILL"));
  const { uiAddress } = await run.ready("temporal");
  expect(uiAddress).not.toContain(`:${port}`);
  expect(run.log()).toContain('"msg":"the Web UI\'s port is taken, and it has another');
  run.kill("SIGTERM");
  expect(await run.exit).toBe(0);
});

test("a Ctrl-C that comes twice, as npm hands it on, is one: the process ends by itself, with 0", async () => {
  const run = startCli(["receiver"], await bareEnvironment());
  onTestFinished(() => run.kill("SIGKILL"));
  await run.ready("receiver");
  run.kill("SIGINT");
  run.kill("SIGINT");
  expect(await run.exit).toBe(0);
  expect(run.log()).toContain('"msg":"stopped"');
});

test("a demo that is interrupted while it starts leaves nothing in the folder for temporary files", async () => {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-demo-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const demo = startCli(["demo", "--once"], {
    TMPDIR: folder,
    TEMPORAL_CLI_PATH: inject("temporalCli"),
  });
  onTestFinished(() => demo.kill("SIGKILL"));
  await until("its processes start", () => demo.log().includes("Receiver and worker load"));
  demo.kill("SIGINT");
  demo.kill("SIGINT");
  expect(await demo.exit).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});
