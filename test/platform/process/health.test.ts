import { expect, onTestFinished, test } from "vitest";
import { serveHealth } from "../../../platform/process/health.ts";

async function open(look: () => Promise<{ ready: boolean }>): Promise<string> {
  const server = await serveHealth({ host: "127.0.0.1", port: 0, look });
  onTestFinished(server.close);
  return server.url;
}

test("a process that runs is alive, and ready when its parts are", async () => {
  let ready = false;
  const url = await open(() => Promise.resolve({ ready }));
  const status = async (path: string): Promise<number> => (await fetch(`${url}${path}`)).status;
  expect(await status("/healthz")).toBe(200);
  expect(await status("/readyz")).toBe(503);
  ready = true;
  expect(await status("/readyz?verbose")).toBe(200);
  expect(await status("/")).toBe(404);
});

test("a look that fails is not ready", async () => {
  const url = await open(() => Promise.reject(new Error("no disk")));
  const answer = await fetch(`${url}/readyz`);
  expect([answer.status, await answer.json()]).toEqual([503, { ready: false }]);
});

test("a port that is taken is an error with the variable's name", async () => {
  const { port } = new URL(await open(() => Promise.resolve({ ready: true })));
  const second = serveHealth({
    host: "127.0.0.1",
    port: Number(port),
    look: () => Promise.resolve({ ready: true }),
  });
  await expect(second).rejects.toThrow(/HEALTH_PORT/);
});
