import { randomBytes } from "node:crypto";
import { createCodecServer } from "../../temporal/codec/codec-server.ts";
import { createPayloadCodec } from "../../temporal/codec/payload-codec.ts";
import { loadConfig, type Environment } from "../../platform/config/load-config.ts";
import { exitCodes } from "../exit-codes.ts";
import { untilAskedToStop } from "../../platform/process/signals.ts";

/** Prints a new key, as AFTERBEEP_ENCRYPTION_KEY wants it. */
export function printKey(): number {
  const name = new Date().toISOString().slice(0, 10);
  process.stdout.write(`${name}:${randomBytes(32).toString("base64")}\n`);
  return exitCodes.done;
}

/** Serves Temporal's Web UI with decrypted payloads until it is asked to stop. */
export async function serveCodec(
  env: Environment,
  { port, origins }: { readonly port: number; readonly origins: readonly string[] },
): Promise<number> {
  const config = loadConfig(env, { codec: true });
  const { AFTERBEEP_ENCRYPTION_KEY: keys = [], CODEC_TOKEN: token = "" } = config;
  const server = createCodecServer({ codec: createPayloadCodec(keys), token, origins });
  const address = await server.listen({ host: config.WEBHOOK_HOST, port });
  process.stderr.write(`codec endpoint at ${address}, for ${origins.join(", ")}\n`);
  await untilAskedToStop();
  await server.close();
  return exitCodes.done;
}
