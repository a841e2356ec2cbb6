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

/** Gives the exit code. */
export type Run<Args extends readonly unknown[], Options> = (
  call: Call<Args, Options>,
) => Promise<number> | number;

/** A description; with what may be chosen, or what stands when nothing is. */
type Described =
  | string
  | { readonly about: string; readonly choices?: readonly string[]; readonly byDefault?: unknown };

export interface CommandSpec<Args extends readonly unknown[], Options> {
  readonly about: string;
  /** By name as in `--help`: `<x>` must be given, `[x]` may be; `parsers` has what is read from an `x`. */
  readonly args?: Readonly<Record<string, string>>;
  /** By flags as in `--help`: `--from <moment>`. */
  readonly options?: Readonly<Record<string, Described>>;
  /** Whether the environment's variables mean something to it. (Default: true) */
  readonly isConfigured?: boolean;
  /** Loads what runs it: nothing of that is needed for `--help`. */
  readonly load: () => Promise<Run<Args, Options>>;
}

/** Where a command's variables come from. */
export interface Settings {
  readonly env: Environment;
  /** Adds to `env` what else is known; gives warnings, a sentence each. */
  readonly complete: () => readonly string[];
}

/** Declares a command, and puts its exit code into the process when it has run. */
export function command<Args extends readonly unknown[], Options>(
  parent: Command,
  { env, complete }: Settings,
  name: string,
  { about, args = {}, options = {}, isConfigured = true, load }: CommandSpec<Args, Options>,
): void {
  const made = parent.command(name).description(about);
  for (const [given, description] of Object.entries(args)) {
    const argument = new Argument(given, description);
    const parse = parserOf(given);
    made.addArgument(parse ? argument.argParser(parse) : argument);
  }
  for (const [flags, described] of Object.entries(options)) {
    made.addOption(optionOf(flags, described));
  }
  made.action(async () => {
    const warnings = isConfigured ? [...complete(), ...unknownVariables(env)] : [];
    for (const warning of warnings) process.stderr.write(`${warning}\n`);
    const run = await load();
    // What was declared is what commander gives; it cannot say so by type.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const call = {
      env,
      args: made.processedArgs,
      options: { json: false, ...made.opts() },
    } as unknown as Call<Args, Options>;
    process.exitCode = await run(call);
  });
}

function optionOf(flags: string, described: Described): Option {
  const { about, choices, byDefault } =
    typeof described === "string" ? { about: described } : described;
  const option = new Option(flags, about);
  const parse = parserOf(flags);
  if (parse) option.argParser(parse);
  if (choices) option.choices(choices);
  return byDefault === undefined ? option : option.default(byDefault);
}

function parserOf(flags: string): ((text: string) => unknown) | undefined {
  // Several values are texts: what is read from one would take the place of the one before.
  const [, placeholder = ""] = /[<[]([^>\].]+)[>\]]/.exec(flags) ?? [];
  return Object.hasOwn(parsers, placeholder) ? parsers[placeholder] : undefined;
}
