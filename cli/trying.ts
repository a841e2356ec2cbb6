import type { Command } from "commander";
import type { Environment } from "./config.ts";

interface Json {
  readonly json?: true;
}

/** The commands of who wants to see what it makes of their own recordings and texts. No account is needed. */
export function addTrying(program: Command, env: Environment): void {
  program
    .command("transcribe")
    .description("hears recordings of your own: files, or folders of them")
    .argument("<file or folder...>")
    .option("--json", "one JSON object a line")
    .action(async (paths: string[], options: Json) => {
      const { transcribe } = await import("./commands/transcribe.ts");
      process.exitCode = await transcribe(env, paths, { json: options.json === true });
    });
  program
    .command("analyze")
    .description(
      "judges texts of your own: JSON lines {id?, text, country?, calledFrom?}, or one plain text",
    )
    .argument("[file]", "else standard input")
    .option("--json", "one JSON object a line (always so for JSON lines)")
    .action(async (file: string | undefined, options: Json) => {
      const { analyze } = await import("./commands/analyze.ts");
      process.exitCode = await analyze(env, file, { json: options.json === true });
    });
}
