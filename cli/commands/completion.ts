import type { Call } from "../command.ts";
import { offeredCommands } from "../completion/command-tree.ts";
import { scripts, type Shell } from "../completion/scripts.ts";
import { exitCodes } from "../exit-codes.ts";

/** Prints what a shell needs to complete this program's commands and options. */
export async function completion({ env, args: [shell] }: Call<[shell: Shell]>): Promise<number> {
  // It has this command in it.
  const { createProgram } = await import("../program.ts");
  process.stdout.write(scripts[shell](offeredCommands(createProgram(env))));
  return exitCodes.done;
}
