import { endWithParent } from "../../platform/process/signals.ts";
import { sayFault } from "../../platform/process/worker-state.ts";

/*
 * Run as a process of its own by keep-workers.ts: the workers of `up`. Its arguments are the command
 * that it belongs to, as `models list` shows it, and the address of that command's own Temporal
 * server, empty where the environment names one.
 */

endWithParent();
const [, , , embedded = ""] = process.argv;
try {
  const { runProcess } = await import("./run-process.ts");
  const parts = { receiver: false, workers: "here" } as const;
  await runProcess(process.env, parts, { embeddedAt: embedded === "" ? null : embedded });
} catch (error) {
  process.exitCode = 1;
  sayFault(error instanceof Error ? error.message : String(error));
}
