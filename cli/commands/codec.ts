import { randomBytes } from "node:crypto";
import { createCodecServer } from "../../temporal/codec/codec-server.ts";
import { createPayloadCodec } from "../../temporal/codec/payload-codec.ts";
import { loadConfig } from "../../platform/config/load-config.ts";
import type { Call } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { untilAskedToStop } from "../../platform/process/signals.ts";

/** Prints a new key, as AFTERBEEP_ENCRYPTION_KEY wants it. */
export function printKey(): number {
  const name = new Date().toISOString().slice(0, 10);
  process.stdout.write(`${name}:${randomBytes(32).toString("base64")}\n`);
  return exitCodes.done;
}

/** Where Temporal's Web UI is by itself. */
const webUi = ["http://localhost:8233", "http://127.0.0.1:8233"];

/** Serves Temporal's Web UI with decrypted payloads until it is asked to stop. */
export async function serveCodec({
  env,
  options: { port = 8_791, origin: origins = webUi },
}: Call<
  readonly [],
  { readonly port?: number; readonly origin?: readonly string[] }
>): Promise<number> {
  const config = loadConfig(env, { codec: true });
  const { encryptionKeys, codecToken, codecHost: host } = config.temporal;
  const token = codecToken ?? "";
  const server = await createCodecServer({
    codec: createPayloadCodec(encryptionKeys ?? []),
    token,
    origins,
    host,
    port,
  });
  process.stderr.write(`codec endpoint at ${server.url}, for ${origins.join(", ")}\n`);
  await untilAskedToStop();
  await server.close();
  return exitCodes.done;
}
