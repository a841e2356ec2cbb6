import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../../../platform/config/load-config.ts";
import { exitCodes } from "../../exit-codes.ts";
import { untilAskedToStop } from "../../../platform/process/signals.ts";
import { createPrinter, type Printer } from "./printer.ts";
import { runChaos } from "./run-chaos.ts";
import { scenarios } from "./scenarios.ts";
import { setStage, type Stage } from "../../../stage/set-stage.ts";
import { watchVoicemail, type Ending } from "./watch-voicemail.ts";

export interface DemoOptions {
  readonly once: boolean;
  readonly json: boolean;
  /** Kill worker and Temporal while voicemails come. */
  readonly chaos: boolean;
}

/** The next voicemail is left when the one before is delivered, or after this long. */
const betweenMs = 4_000;

/**
 * Shows the whole product on this machine: a real Temporal server, the fake Aircall, receiver and worker as processes of
 * their own, and voicemails that become comments and tags. Its data is temporary, whatever the environment says.
 *
 * @returns the exit code
 */
export async function runDemo(env: Environment, options: DemoOptions): Promise<number> {
  const stays = !options.once && !options.chaos && process.stdout.isTTY;
  const printer = createPrinter(options.json);
  const stopped = untilAskedToStop();
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-demo-"));
  const closers: (() => Promise<unknown> | void)[] = [
    () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  ];
  try {
    const stage = await setStage(env, folder, printer, closers);
    if (options.chaos) {
      const result = await Promise.race([runChaos(stage, printer), stopped]);
      if (typeof result === "string") return exitCodes.no;
      printer.chaos(result);
      return result.delivered === result.left && result.doubled === 0
        ? exitCodes.done
        : exitCodes.no;
    }
    const endings = await Promise.race([leaveAll(stage, printer), stopped]);
    if (typeof endings === "string") return exitCodes.no;
    printer.results(endings);
    const well = endings.every(({ ok }) => ok);
    if (stays) {
      printer.note(`Look into it: ${stage.temporal.uiAddress}   Ctrl-C ends the demo.`);
      await stopped;
    }
    return well ? exitCodes.done : exitCodes.no;
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

async function leaveAll({ aircall, client }: Stage, printer: Printer): Promise<Ending[]> {
  const watched: Promise<Ending>[] = [];
  for (const scenario of scenarios) {
    const callId = await aircall.leaveVoicemail(scenario);
    printer.left(scenario, callId);
    const ending = watchVoicemail(aircall, client, callId, scenario).then((ended) => {
      printer.ended(ended);
      return ended;
    });
    watched.push(ending);
    await Promise.race([ending, new Promise((resolve) => setTimeout(resolve, betweenMs))]);
  }
  return Promise.all(watched);
}
