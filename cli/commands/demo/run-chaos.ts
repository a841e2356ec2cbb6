import { setTimeout as delay } from "node:timers/promises";
import { countDeliveries } from "../../../stage/count-deliveries.ts";
import { scenarios } from "../../../stage/scenarios.ts";
import type { ChaosResult, Printer } from "./printer.ts";
import { openVoicemails } from "../../../client/ask/voicemail-queries.ts";
import { defaultAccount } from "../../../domain/account/account-id.ts";
import type { Demo } from "./open-demo.ts";

const voicemails = 12;
const kills = 9;

/** As measured on a machine with two cores. */
export const chaosMinutes = "two to three minutes";

const betweenVoicemailsMs = 2_500;
const betweenKillsMs = 3_300;

/** A comment whose fate is unknown takes a minute and a half to be sure of, a step of a killed worker half a minute. */
const patienceMs = 360_000;

/**
 * Leaves voicemails while the worker and the Temporal server are killed again and again; then
 * counts what Aircall has.
 */
export async function runChaos(
  stage: Demo,
  printer: Printer,
  signal: AbortSignal,
): Promise<ChaosResult | undefined> {
  try {
    return await chaos(stage, printer, signal);
  } catch (error) {
    // Interrupted: nothing is started any more, and nobody counts.
    if (signal.aborted) return undefined;
    throw error;
  }
}

async function chaos(stage: Demo, printer: Printer, signal: AbortSignal): Promise<ChaosResult> {
  const callIds: number[] = [];
  let killed = 0;

  const leave = async (): Promise<void> => {
    for (let left = 0; left < voicemails; left++) {
      const scenario = scenarios[left % scenarios.length];
      if (!scenario) return;
      const callId = await stage.aircall.leaveVoicemail(scenario);
      callIds.push(callId);
      printer.left(scenario, callId, defaultAccount);
      await delay(betweenVoicemailsMs, undefined, { signal });
    }
  };
  const harm = async (): Promise<void> => {
    while (killed < kills) {
      await delay(betweenKillsMs, undefined, { signal });
      killed++;
      const temporal = killed % 3 === 0;
      printer.note(`Kill ${killed} of ${kills}: ${temporal ? "Temporal" : "the worker"}, SIGKILL`);
      if (temporal) {
        await stage.temporal.kill();
        signal.throwIfAborted();
        await stage.temporal.start();
      } else stage.worker.kill();
    }
  };
  await Promise.all([leave(), harm()]);
  printer.note("No more kills. Now Aircall is asked what it has, until it has everything ...");

  const count = (): ReturnType<typeof countDeliveries> =>
    countDeliveries(callIds.map((callId) => ({ company: stage.aircall, callId })));
  const deadline = Date.now() + patienceMs;
  let counted = await count();
  let reported = counted.delivered;
  while (counted.delivered < callIds.length && Date.now() < deadline) {
    await delay(500, undefined, { signal });
    counted = await count();
    if (counted.delivered !== reported)
      printer.note(`  ${counted.delivered} of ${callIds.length} delivered`);
    reported = counted.delivered;
  }
  await untilQuiet(stage, deadline);
  return { left: callIds.length, ...(await count()), kills: killed };
}

/** A second comment would be written before the last workflow has ended. */
async function untilQuiet({ client }: Demo, deadline: number): Promise<void> {
  while (Date.now() < deadline) {
    const open = await client.workflow.count(openVoicemails(defaultAccount)).catch(() => null);
    if (open?.count === 0) return;
    await delay(500);
  }
}
