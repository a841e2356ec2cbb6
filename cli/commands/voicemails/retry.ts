import type { Client } from "@temporalio/client";
import { registerSearchAttributes } from "../../../temporal/search-attributes.ts";
import { retryVoicemail } from "../../../client/start/retry-voicemail.ts";
import { runsSince } from "../../../client/ask/voicemail-runs.ts";
import { createAnswers } from "../../print/answers.ts";
import { momentArgument } from "../../arguments.ts";
import { UsageError } from "../../arguments.ts";
import type { Call } from "../../command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { inSession } from "../../../app/session/in-session.ts";

interface RetryOptions {
  /** All whose latest run ended with it. */
  readonly outcome?: string;
  /** Only what was started from then on, seconds since the epoch. (Default: 30 days ago) */
  readonly from?: number;
}

interface Answer {
  readonly account: string;
  readonly callId: number;
  readonly result: "started" | "under-way";
}

/** Runs voicemails once more that ended badly; exit code 1 when one of them is under way already. */
export async function retry(
  call: Call<[callId: number | undefined], RetryOptions>,
): Promise<number> {
  const {
    env,
    args: [callId],
    options: { outcome, from = momentArgument("30d"), json },
  } = call;
  if ((callId === undefined) === (outcome === undefined)) {
    throw new UsageError("give either a call's id or --outcome");
  }
  const answers = createAnswers<Answer>(json, ({ callId: id, result }) =>
    result === "started"
      ? `call ${id}  started once more; afterbeep show ${id} follows it`
      : `call ${id}  is under way already and was left alone`,
  );
  return inSession(env, async ({ client, config }) => {
    const { name: account } = config.account;
    const searchable = await registerSearchAttributes(client);
    const callIds =
      callId === undefined
        ? await endedWith(client, account, { outcome: outcome ?? "", from })
        : [callId];
    let code: number = exitCodes.done;
    for (const id of callIds) {
      const { budgets } = config.timing;
      const result = await retryVoicemail(client, { account, callId: id }, { budgets, searchable });
      if (result === "under-way") code = exitCodes.no;
      answers.print({ account, callId: id, result });
    }
    if (callIds.length === 0) process.stderr.write("no voicemail ended with this outcome\n");
    return code;
  });
}

async function endedWith(
  client: Client,
  account: string,
  { outcome, from }: { readonly outcome: string; readonly from: number },
): Promise<number[]> {
  const runs = await runsSince(client, account, new Date(from * 1_000));
  return [...runs.values()].filter((run) => run.outcome === outcome).map(({ callId }) => callId);
}
