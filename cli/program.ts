import { Command } from "commander";
import type { Environment } from "../platform/config/load-config.ts";
import { addKeeping } from "./keeping.ts";
import { addOperating } from "./operating.ts";
import { addTrying } from "./trying.ts";
import { addWatching } from "./watching.ts";

const description = `Turns voicemails on Aircall into text, sentiment, urgency and a next step, written back on the call.

Configuration is read from the environment: docs/configuration.md lists every variable.`;

/** The command line. Commands load what they need when they run: \`--help\` answers at once. */
export function createProgram(env: Environment): Command {
  const program = new Command("afterbeep")
    .description(description)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true });

  program
    .command("up")
    .description(
      "receiver, workers and, without TEMPORAL_ADDRESS, a Temporal server, in one process",
    )
    .action(() => runParts(env, { receiver: true, workers: true }));
  program
    .command("receiver")
    .description("takes webhooks; any number of them may share AFTERBEEP_DATA")
    .action(() => runParts(env, { receiver: true, workers: false }));
  program
    .command("worker")
    .description("does the work; any number of them, on any number of machines")
    .action(() => runParts(env, { receiver: false, workers: true }));
  program
    .command("demo")
    .description("sample voicemails on a fake Aircall, on this machine alone")
    .option("--once", "end when all are delivered: exit code 0 when each ended as it should")
    .option(
      "--chaos",
      "kill worker and Temporal again and again, and count what Aircall has in the end",
    )
    .option("--json", "one JSON object a line")
    .action(async (options: { once?: boolean; json?: boolean; chaos?: boolean }) => {
      const { runDemo } = await import("./commands/demo/demo.ts");
      process.exitCode = await runDemo(env, {
        once: options.once ?? false,
        json: options.json ?? false,
        chaos: options.chaos ?? false,
      });
    });
  addTrying(program, env);
  addOperating(program, env);
  addKeeping(program, env);
  addWatching(program, env);
  return program;
}

async function runParts(
  env: Environment,
  parts: { receiver: boolean; workers: boolean },
): Promise<void> {
  const { runParts: run } = await import("../app/run-process.ts");
  await run(env, parts);
}
