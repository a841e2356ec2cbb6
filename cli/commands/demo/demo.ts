import { basename } from "node:path";
import type { Call } from "../../command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { betterEars } from "../../../app/media/better-ears.ts";
import { droppedRecordings, openDropFolder } from "../../../app/dropped-recordings.ts";
import { modelsHere } from "../../../app/media/models-here.ts";
import { loadConfig } from "../../../platform/config/load-config.ts";
import { untilAskedToStop } from "../../../platform/process/signals.ts";
import { createPrinter, type Printer } from "./printer.ts";
import { showAccounts } from "./show-accounts.ts";
import { chaosMinutes, runChaos } from "./run-chaos.ts";
import { foreignScenarios, scenarios } from "../../../stage/scenarios.ts";
import { openDemo, type Demo } from "./open-demo.ts";
import { leaveVoicemail, type Ending, type Expected } from "./watch-voicemail.ts";

interface DemoOptions {
  readonly once?: boolean;
  /** Kill worker and Temporal while voicemails come. */
  readonly chaos?: boolean;
  /** So many companies at once, one of them in trouble for a while. */
  readonly accounts?: number;
}

/** The next voicemail is left when the one before is delivered, or after this long. */
const betweenMs = 4_000;

/**
 * Shows the whole product on this machine: a real Temporal server, the fake Aircall, receiver and
 * worker as processes of their own, and voicemails that become comments and tags. Its data is
 * temporary, whatever the environment says.
 */
export async function demo({ env, options }: Call<readonly [], DemoOptions>): Promise<number> {
  const { once, chaos, accounts } = options;
  const stays = !once && !chaos && accounts === undefined && process.stdout.isTTY;
  let page: Demo["pageOf"] | null = null;
  const printer = createPrinter(options.json, stays ? (callId) => page?.(callId) ?? "" : null);
  const stopping = new AbortController();
  const end = (): void => {
    printer.note("\nEnding: what the demo made is removed ...");
    stopping.abort();
  };
  const stopped = untilAskedToStop().then(end);
  await using opened = new AsyncDisposableStack();
  if (accounts !== undefined) {
    // It ends by itself when it is interrupted: what it has started is known only then.
    const result = await showAccounts({ count: accounts, env, printer, opened }, stopping.signal);
    if (!result) return exitCodes.no;
    printer.accounts(result);
    return result.ok === result.left && result.doubled === 0 ? exitCodes.done : exitCodes.no;
  }
  const stage = await openDemo(env, printer, opened, stopping.signal);
  if (stage === null) return exitCodes.no;
  page = stage.pageOf;
  if (chaos === true) {
    printer.note(`Kills and voicemails now, and a count in the end: ${chaosMinutes} in all.`);
    const result = await Promise.race([runChaos(stage, printer, stopping.signal), stopped]);
    if (!result) return exitCodes.no;
    printer.chaos(result);
    return result.delivered === result.left && result.doubled === 0 ? exitCodes.done : exitCodes.no;
  }
  const foreign = modelsHere(env).multilingual() === null ? [] : foreignScenarios;
  const left = leaveAll(stage, [...scenarios, ...foreign], printer);
  const endings = await Promise.race([left, stopped]);
  if (!endings) return exitCodes.no;
  printer.results(endings);
  printer.note(
    "The voices are synthetic, but for two, and the model is the smallest: it mishears some words.",
  );
  // The demo reads as an environment without settings would.
  const better = betterEars(loadConfig({}).media, env);
  if (better) printer.note(better.line);
  if (stays) await stay(stage, printer, opened, stopping.signal);
  return endings.every(({ ok }) => ok) ? exitCodes.done : exitCodes.no;
}

async function leaveAll(
  stage: Demo,
  voicemails: readonly Expected[],
  printer: Printer,
): Promise<Ending[]> {
  const watched: Promise<Ending>[] = [];
  for (const voicemail of voicemails) {
    const { ended } = await leaveVoicemail({ ...stage, printer }, voicemail);
    watched.push(ended);
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, betweenMs))]);
  }
  return Promise.all(watched);
}

/** Takes recordings of whoever looks on, until it is asked to stop. */
async function stay(
  stage: Demo,
  printer: Printer,
  opened: AsyncDisposableStack,
  signal: AbortSignal,
): Promise<void> {
  const { temporal, aircall, worker } = stage;
  const folder = await openDropFolder(printer.note, opened);
  const lines = [
    "",
    "The demo stays up until Ctrl-C. Try next:",
    "- A voicemail of your own: put a recording (mp3, m4a, wav ...) into this folder.",
    `    ${folder}`,
    "- The same from a second terminal; then all voicemails, and one of them.",
    `    npx afterbeep simulate --simulator ${aircall.url} recording.m4a`,
    `    TEMPORAL_ADDRESS=${temporal.address} npx afterbeep list`,
    `    TEMPORAL_ADDRESS=${temporal.address} npx afterbeep show 3050000001`,
    "- Each step of each voicemail, in Temporal's Web UI.",
    `    ${temporal.uiAddress}`,
    "- The worker, killed: it comes back, and nothing is lost.",
    `    kill -9 ${worker.pid()}`,
    "",
  ];
  for (const line of lines) printer.note(line);
  for await (const file of droppedRecordings(folder, signal)) {
    const own: Expected = { name: basename(file), media: { file }, from: "+44 20 7946 0111" };
    const { ended } = await leaveVoicemail({ ...stage, printer }, own);
    // It ends with the demo, or in a way of its own.
    ended.catch(() => {
      if (!signal.aborted) printer.note(`How ${own.name} ended is not known; see the Web UI.`);
    });
  }
}
