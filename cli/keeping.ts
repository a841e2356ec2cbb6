import type { Command } from "commander";
import { callIdArgument, countArgument } from "./arguments.ts";
import type { Environment } from "../platform/config/load-config.ts";

/** The commands about what is kept, and who may read it. */
export function addKeeping(program: Command, env: Environment): void {
  program
    .command("erase")
    .description("erases what this installation keeps of a voicemail, and prints a receipt")
    .argument("<callId>", "Aircall's id of the call", callIdArgument)
    .option("--force", "end it first if it is under way: it is then never delivered")
    .option("--json", "one JSON object")
    .action(async (callId: number, options: { readonly force?: true; readonly json?: true }) => {
      const { erase } = await import("./commands/voicemails/erase.ts");
      process.exitCode = await erase(env, callId, {
        json: options.json === true,
        force: options.force === true,
      });
    });
  const codec = program
    .command("codec")
    .description("encrypted histories: a key, and a reading glass for Temporal's Web UI");
  codec
    .command("key")
    .description("prints a new key for AFTERBEEP_ENCRYPTION_KEY")
    .action(async () => {
      const { printKey } = await import("./commands/codec.ts");
      process.exitCode = printKey();
    });
  codec
    .command("serve")
    .description(
      "decrypts for who shows CODEC_TOKEN: give its address to the Web UI as codec server",
    )
    .option("--port <port>", "(default: 8788)", countArgument)
    .option("--origin <url...>", "the Web UI's address (default: http://localhost:8233)")
    .action(async (options: { readonly port?: number; readonly origin?: string[] }) => {
      const { serveCodec } = await import("./commands/codec.ts");
      process.exitCode = await serveCodec(env, {
        port: options.port ?? 8_788,
        origins: options.origin ?? ["http://localhost:8233", "http://127.0.0.1:8233"],
      });
    });
}
