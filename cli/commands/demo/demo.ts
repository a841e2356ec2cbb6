import type { Call } from "../../command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { betterEars } from "../../../app/better-ears.ts";
import { modelsHere } from "../../../app/models-here.ts";
import { loadConfig } from "../../../platform/config/load-config.ts";
import { untilAskedToStop } from "../../../platform/process/signals.ts";
import { createPrinter, type Printer } from "./printer.ts";
import { runChaos } from "./run-chaos.ts";
import { foreignScenarios, scenarios, type Scenario } from "./scenarios.ts";
import { openDemo, type Demo } from "./open-demo.ts";
import { watchVoicemail, type Ending } from "./watch-voicemail.ts";

interface DemoOptions {
  readonly once?: boolean;
  /** Kill worker and Temporal while voicemails come. */
  readonly chaos?: boolean;
}

/** The next voicemail is left when the one before is delivered, or after this long. */
const betweenMs = 4_000;

/**
 * Shows the whole product on this machine: a real Temporal server, the fake Aircall, receiver and
 * worker as processes of their own, and voicemails that become comments and tags. Its data is
 * temporary, whatever the environment says.
 */
export async function demo({ env, options }: Call<readonly [], DemoOptions>): Promise<number> {
  const stays = !options.once && !options.chaos && process.stdout.isTTY;
  const printer = createPrinter(options.json);
  const stopped = untilAskedToStop();
  await using opened = new AsyncDisposableStack();
  const stage = await openDemo(env, printer, opened);
  if (options.chaos === true) {
    const result = await Promise.race([runChaos(stage, printer), stopped]);
    if (typeof result === "string") return exitCodes.no;
    printer.chaos(result);
    return result.delivered === result.left && result.doubled === 0 ? exitCodes.done : exitCodes.no;
  }
  const foreign = modelsHere(env).multilingual() === null ? [] : foreignScenarios;
  const left = leaveAll(stage, [...scenarios, ...foreign], printer);
  const endings = await Promise.race([left, stopped]);
  if (typeof endings === "string") return exitCodes.no;
  printer.results(endings);
  // The demo reads as an environment without settings would.
  const better = betterEars(loadConfig({}).media, env);
  if (better) printer.note(better.line);
  if (stays) {
    printer.note(`Look into it: ${stage.temporal.uiAddress}   Ctrl-C ends the demo.`);
    await stopped;
  }
  return endings.every(({ ok }) => ok) ? exitCodes.done : exitCodes.no;
}

async function leaveAll(
  { aircall, client }: Demo,
  left: readonly Scenario[],
  printer: Printer,
): Promise<Ending[]> {
  const watched: Promise<Ending>[] = [];
  for (const scenario of left) {
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
