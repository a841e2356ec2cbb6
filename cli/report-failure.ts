import { CommanderError } from "commander";
import { AccountChoiceError } from "../app/accounts/choose-account.ts";
import { ConfigError } from "../platform/config/config-error.ts";
import { wrapFor } from "../platform/terminal/wrap.ts";
import { exitCodes } from "./exit-codes.ts";
import { UsageError } from "./arguments.ts";

/** Prints to stderr what went wrong, without a stack, and returns the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof CommanderError) {
    // Commander has printed its own words already, also for --help and --version.
    return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${wrapFor(process.stderr, message)}\n`);
  if (error instanceof UsageError || error instanceof AccountChoiceError)
    return exitCodes.wrongUsage;
  return error instanceof ConfigError ? exitCodes.wrongConfiguration : exitCodes.no;
}
