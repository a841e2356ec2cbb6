import { Argument, Option, type Command } from "commander";
import type { Environment } from "../platform/config/load-config.ts";
import { unknownVariables } from "../platform/config/unknown-variables.ts";
import { parsers } from "./arguments.ts";

/** How a command is called: each of them is a function of this. */
export interface Call<Args extends readonly unknown[] = readonly [], Options = object> {
  readonly env: Environment;
  readonly args: Args;
  /** `json` is false for a command that has no `--json`. */
  readonly options: Options & { readonly json: boolean };
}

/** Of a command that is for one account. */
export interface OneAccount {
  /** As in `--account`; absent: the only one. */
  readonly account?: string;
}

/** Of a command that is for all accounts, or for one. */
export interface AnyAccounts {
  /** As in `--account`; absent: all. */
  readonly account?: string;
}

/** Gives the exit code. */
export type Run<Args extends readonly unknown[], Options> = (
  call: Call<Args, Options>,
) => Promise<number> | number;

/** A description; with what may be chosen, or what stands when nothing is given. */
type Described =
  | string
  | {
      readonly about: string;
      readonly choices?: readonly string[];
      /** A text is read as if it were given. */
      readonly byDefault?: unknown;
    };

export interface CommandSpec<Args extends readonly unknown[], Options> {
  readonly about: string;
  /** By name as in `--help`: `<x>` must be given, `[x]` may be; `parsers` has what is read from an `x`. */
  readonly args?: Readonly<Record<string, Described>>;
  /** By flags as in `--help`: `--from <moment>`. */
  readonly options?: Readonly<Record<string, Described>>;
  /** As people type them, without the program's name before them. */
  readonly examples: readonly string[];
  /** Whether the environment's variables mean something to it. (Default: true) */
  readonly isConfigured?: boolean;
  /** Whether a cloud may get what it is given. (Default: false) */
  readonly mayAskCloud?: boolean;
  /** Loads what runs it: nothing of that is needed for `--help`. */
  readonly load: () => Promise<Run<Args, Options>>;
}

/** Where a command's variables come from. */
export interface Settings {
  readonly env: Environment;
  /** Adds to `env` what else is known; gives warnings, a sentence each. */
  readonly complete: () => readonly string[];
}

/** Declares one command. */
type Declare = <Args extends readonly unknown[], Options>(
  name: string,
  spec: CommandSpec<Args, Options>,
) => void;

/** Declares commands, and puts the exit code of the one that has run into the process. */
function commandsOf(parent: Command, { env, complete }: Settings): Declare {
  return (
    name,
    { about, args = {}, options = {}, examples, isConfigured = true, mayAskCloud = false, load },
  ) => {
    const made = parent.command(name).description(about);
    for (const [given, described] of Object.entries(args)) {
      made.addArgument(completed(new Argument(given, aboutOf(described)), given, described));
    }
    for (const [flags, described] of Object.entries(options)) {
      made.addOption(completed(new Option(flags, aboutOf(described)), flags, described));
    }
    addExamples(made, examples);
    made.action(async () => {
      const hadKey = hasKey(env);
      const warnings = isConfigured ? [...complete(), ...unknownVariables(env)] : [];
      for (const warning of warnings) process.stderr.write(`${warning}\n`);
      if (mayAskCloud && !hadKey && hasKey(env)) {
        process.stderr.write(
          "OPENAI_API_KEY is from .env: OpenAI gets what this command is given.\n",
        );
      }
      const run = await load();
      // What was declared is what commander gives; it cannot say so by type.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const call = {
        env,
        args: made.processedArgs,
        options: { json: false, ...made.opts() },
      } as unknown as Parameters<typeof run>[0];
      process.exitCode = await run(call);
    });
  };
}

const hasKey = ({ OPENAI_API_KEY: key }: Environment): boolean => Boolean(key?.trim());

function aboutOf(described: Described): string {
  return typeof described === "string" ? described : described.about;
}

function completed<Given extends Argument | Option>(
  given: Given,
  written: string,
  described: Described,
): Given {
  const { choices = null, byDefault } = typeof described === "string" ? {} : described;
  const parse = parserOf(written);
  if (parse) given.argParser(parse);
  if (choices) given.choices(choices);
  if (byDefault === undefined) return given;
  if (Array.isArray(byDefault)) given.default(byDefault, byDefault.join(", "));
  else if (typeof byDefault !== "string") given.default(byDefault);
  else given.default(parse ? parse(byDefault) : byDefault, byDefault);
  return given;
}

function parserOf(written: string): ((text: string) => unknown) | undefined {
  // Several values are texts: what is read from one would take the place of the one before.
  const [, placeholder = ""] = /[<[]([^>\].]+)[>\]]/.exec(written) ?? [];
  return Object.hasOwn(parsers, placeholder) ? parsers[placeholder] : undefined;
}

/** A program's commands, as those who declare them see it. */
export interface Commands {
  readonly command: Declare;
  readonly group: (name: string, about: string) => Declare;
}

export function commandsIn(program: Command, settings: Settings): Commands {
  return {
    command: commandsOf(program, settings),
    group: (name, about) => commandsOf(program.command(name).description(about), settings),
  };
}

/** What people type before each example. */
const called = "afterbeep";

const given = new WeakMap<Command, string[]>();

/** A command's examples, as people type them; of a group, one of each command in it. */
export function examplesOf(command: Command): readonly string[] {
  return given.get(command) ?? [];
}

/** Shows examples in a command's `--help`, and the first one in that of its group. */
function addExamples(command: Command, examples: readonly string[]): void {
  show(
    command,
    examples.map((one) => `${called} ${one}`),
  );
  const { parent } = command;
  if (parent?.parent) show(parent, examplesOf(command).slice(0, 1));
}

function show(command: Command, examples: readonly string[]): void {
  const standing = given.get(command);
  if (standing) {
    standing.push(...examples);
    return;
  }
  const all = [...examples];
  given.set(command, all);
  command.addHelpText("after", () => ["\nExamples:", ...all.map((one) => `  ${one}`)].join("\n"));
}
