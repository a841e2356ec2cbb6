import type { Command, Option } from "commander";

/** A word that may come next. */
export interface Word {
  readonly word: string;
  readonly about: string;
}

/** An option, as completion needs it. */
export interface OfferedOption extends Word {
  readonly takesValue: boolean;
  /** What its value may be; empty where it may be anything. */
  readonly choices: readonly string[];
}

/** A command, or a group of them, by the words that lead to it. */
export interface OfferedCommand {
  /** `afterbeep throttle set`. */
  readonly path: string;
  readonly commands: readonly Word[];
  readonly options: readonly OfferedOption[];
  /** What its arguments may be; empty where they may be anything. */
  readonly choices: readonly string[];
  readonly takesArguments: boolean;
}

/** A program and all its commands, each before those in it. */
export function offeredCommands(command: Command, above = ""): readonly OfferedCommand[] {
  const path = `${above} ${command.name()}`.trim();
  const help = command.createHelp();
  const commands = help.visibleCommands(command).filter((one) => one.name() !== "help");
  return [
    {
      path,
      commands: commands.map((one) => ({ word: one.name(), about: one.description() })),
      options: help.visibleOptions(command).flatMap(offered),
      choices: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
      takesArguments: command.registeredArguments.length > 0,
    },
    ...commands.flatMap((one) => offeredCommands(one, path)),
  ];
}

function offered({ long, description, argChoices, required, optional }: Option): OfferedOption[] {
  if (!long) return [];
  const takesValue = required || optional;
  return [{ word: long, about: description, takesValue, choices: argChoices ?? [] }];
}
