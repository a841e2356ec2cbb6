import { runProcess } from "../../app/process/run-process.ts";
import type { Call } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";

/** Everything in one process. */
export async function up({ env }: Call): Promise<number> {
  await runProcess(env, { receiver: true, workers: true });
  return exitCodes.done;
}

export async function receiver({ env }: Call): Promise<number> {
  await runProcess(env, { receiver: true, workers: false });
  return exitCodes.done;
}

export async function worker({ env }: Call): Promise<number> {
  await runProcess(env, { receiver: false, workers: true });
  return exitCodes.done;
}
