import { Command } from "commander";
import type { Environment } from "../platform/config/load-config.ts";
import { ownVersion } from "../platform/telemetry/own-version.ts";
import { commandsIn, type Commands } from "./command.ts";
import { commandsOfAccounts } from "./commands-of/accounts.ts";
import { commandsOfProcesses } from "./commands-of/processes.ts";
import { commandsOfTools } from "./commands-of/tools.ts";
import { commandsOfTrials } from "./commands-of/trials.ts";
import { commandsOfVoicemails } from "./commands-of/voicemails.ts";

const description = `Turns voicemails on Aircall into text, sentiment, urgency and a next step, written back on the call.

Configuration is read from the environment and from .env in the working directory: docs/reference/configuration.md lists every variable.`;

const afterHelp = `
afterbeep <command> --help shows its options and examples.`;

/** The headings of `--help`, and what stands below each. */
const rooms: Readonly<Record<string, (commands: Commands) => void>> = {
  "Run it:": commandsOfProcesses,
  "Try it on recordings and texts of your own:": commandsOfTrials,
  "Set up and look after an account:": commandsOfAccounts,
  "See and change what becomes of voicemails:": commandsOfVoicemails,
  "Other:": commandsOfTools,
};

/**
 * The command line. Each command is loaded when it is run: `--help` answers at once.
 *
 * @param complete adds to the environment what a command that is configured by it may know beside; gives warnings
 */
export function createProgram(
  env: Environment,
  complete: () => readonly string[] = () => [],
): Command {
  const program = new Command("afterbeep")
    .description(description)
    .version(ownVersion(), "--version", "print the version")
    .exitOverride()
    .configureHelp({ subcommandTerm })
    .addHelpText("after", afterHelp);
  for (const [heading, declare] of Object.entries(rooms)) {
    program.commandsGroup(heading);
    declare(commandsIn(program, { env, complete }));
  }
  program.helpCommand("help [command]", "display help for command");
  return program;
}

/** Without `[options]`, which all have: what a command is for gets the room. */
function subcommandTerm(command: Command): string {
  const { registeredArguments } = command;
  const given = registeredArguments.map((one) => {
    const name = `${one.name()}${one.variadic ? "..." : ""}`;
    return one.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...given].join(" ");
}
