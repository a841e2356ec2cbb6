import { runProcess } from "../../app/process/run-process.ts";
import type { Call } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";

/** Everything: the receiver and Temporal here, the workers in a process that this one keeps. */
export async function up({ env }: Call): Promise<number> {
  await runProcess(env, { receiver: true, workers: "apart" });
  return exitCodes.done;
}

export async function receiver({ env }: Call): Promise<number> {
  await runProcess(env, { receiver: true, workers: "none" });
  return exitCodes.done;
}

export async function worker({ env }: Call): Promise<number> {
  await runProcess(env, { receiver: false, workers: "here" });
  return exitCodes.done;
}
