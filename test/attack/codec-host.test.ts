import { randomBytes } from "node:crypto";
import { networkInterfaces } from "node:os";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../../platform/process/free-port.ts";
import { startCli } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

const env = {
  AFTERBEEP_ENCRYPTION_KEY: `k1:${randomBytes(32).toString("base64")}`,
  CODEC_TOKEN: "sixteen-letters!",
  // What people set for a proxy on another machine, and the image sets.
  WEBHOOK_HOST: "0.0.0.0",
};

/** The address that `codec serve` names, as soon as it serves. */
async function served(more: Record<string, string> = {}): Promise<URL> {
  const port = String(await freePort());
  const codec = startCli(["codec", "serve", "--port", port], { ...env, ...more });
  onTestFinished(async () => {
    codec.kill("SIGTERM");
    await codec.exit;
  });
  const said = await until("it says where", () => /codec endpoint at (\S+),/.exec(codec.log()));
  return new URL(said[1] ?? "");
}

function answers(host: string, port: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), host);
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

/** An address of this machine that is not its own alone. */
const outside = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === "IPv4" && !one.internal)?.address;

test("the codec listens on this machine alone, wherever accepting webhooks, and says so", async () => {
  const { hostname, port } = await served();
  expect(hostname).toBe("127.0.0.1");
  expect(await answers("127.0.0.1", port)).toBe(true);
  if (outside !== undefined) expect(await answers(outside, port)).toBe(false);
});

test("elsewhere it listens only when CODEC_HOST says so, and the printed address is that one", async () => {
  const { hostname, port } = await served({ CODEC_HOST: "0.0.0.0" });
  expect(hostname).toBe("0.0.0.0");
  if (outside !== undefined) expect(await answers(outside, port)).toBe(true);
});

test("a token that can be guessed is refused", async () => {
  const codec = startCli(["codec", "serve"], { ...env, CODEC_TOKEN: "fifteen-letters" });
  expect(await codec.exit).toBe(78);
  expect(codec.log()).toMatch(/CODEC_TOKEN is not usable.*16 characters or more/s);
});
