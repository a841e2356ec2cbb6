import type { Client } from "@temporalio/client";
import { registerSearchAttributes } from "../../../temporal/search-attributes.ts";
import { retryVoicemail } from "../../../client/start/retry-voicemail.ts";
import { runsSince } from "../../../client/ask/voicemail-runs.ts";
import { createAnswers } from "../../print/answers.ts";
import { budgetsOf } from "../../../app/budgets.ts";
import { loadConfig, type Environment } from "../../../platform/config/load-config.ts";
import { exitCodes } from "../../exit-codes.ts";
import { createLog } from "../../../platform/telemetry/log.ts";
import { withTemporal } from "../../../app/with-temporal.ts";

/** Either one call, or all whose latest run ended with an outcome. */
export type RetryWish =
  | { readonly callId: number }
  | {
      readonly outcome: string;
      /** Only what was started from then on, seconds since the epoch. */
      readonly from: number;
    };

interface Answer {
  readonly account: string;
  readonly callId: number;
  readonly result: "started" | "under-way";
}

/** Runs voicemails once more that ended badly; exit code 1 when one of them is under way already. */
export async function retry(
  env: Environment,
  wish: RetryWish,
  { json }: { readonly json: boolean },
): Promise<number> {
  const config = loadConfig(env);
  const log = createLog(config.LOG_LEVEL);
  const account = config.AIRCALL_ACCOUNT;
  const answers = createAnswers<Answer>(json, ({ callId, result }) =>
    result === "started"
      ? `call ${callId}  started once more; afterbeep show ${callId} follows it`
      : `call ${callId}  is under way already and was left alone`,
  );
  return withTemporal(env, config, log, async ({ client }) => {
    const searchable = await registerSearchAttributes(client);
    const callIds = "callId" in wish ? [wish.callId] : await endedWith(client, account, wish);
    let code: number = exitCodes.done;
    for (const callId of callIds) {
      const options = { budgets: budgetsOf(config), searchable };
      const result = await retryVoicemail(client, { account, callId }, options);
      if (result === "under-way") code = exitCodes.no;
      answers.tell({ account, callId, result });
    }
    if (callIds.length === 0) process.stderr.write("no voicemail ended so\n");
    return code;
  });
}

async function endedWith(
  client: Client,
  account: string,
  { outcome, from }: { readonly outcome: string; readonly from: number },
): Promise<number[]> {
  const runs = await runsSince(client, account, new Date(from * 1000));
  return [...runs.values()].filter((run) => run.outcome === outcome).map(({ callId }) => callId);
}
