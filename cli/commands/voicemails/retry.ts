import type { Client } from "@temporalio/client";
import { registerSearchAttributes } from "../../../temporal/search-attributes.ts";
import { retryVoicemail } from "../../../client/start/retry-voicemail.ts";
import { runOf, runsSince, type VoicemailRun } from "../../../client/ask/voicemail-runs.ts";
import type { Outcome } from "../../../domain/voicemail/outcome.ts";
import { mayGoOn } from "../../print/agrees.ts";
import { createAnswers } from "../../print/answers.ts";
import { UsageError } from "../../arguments.ts";
import type { Call, OneAccount } from "../../command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { accountFor } from "../../../app/accounts/choose-account.ts";
import { inSession } from "../../../app/session/in-session.ts";

interface RetryOptions extends OneAccount {
  /** All whose latest run ended with it. */
  readonly outcome?: string;
  /** Only what was started from then on, seconds since the epoch. */
  readonly from: number;
  /** Asks nothing. Nothing is asked either where no person sits before it. */
  readonly yes?: boolean;
}

interface Answer {
  readonly account: string;
  readonly callId: number;
  readonly result: "started" | "under-way";
}

/** What a second try may better. */
const bad: ReadonlySet<Outcome | null> = new Set(["unreadable", "untranscribed", "missing"]);

/**
 * Runs voicemails once more, and asks about those that were delivered.
 *
 * @returns 1 when one of them is under way already, or nothing was to be done
 */
export async function retry(
  call: Call<[callId: number | undefined], RetryOptions>,
): Promise<number> {
  const {
    env,
    args: [callId],
    options: { account: chosen, outcome, from, yes = false, json },
  } = call;
  if ((callId === undefined) === (outcome === undefined)) {
    throw new UsageError("give either a call's id or --outcome");
  }
  const answers = createAnswers<Answer>(json, ({ callId: id, result }) =>
    result === "started"
      ? `call ${id}  started once more; afterbeep show ${id} follows it`
      : `call ${id}  is under way already and was left alone`,
  );
  return inSession(env, async ({ client, config, accounts }) => {
    const { name: account } = accountFor(accounts, chosen);
    const searchable = await registerSearchAttributes(client);
    const runs =
      callId === undefined
        ? await endedWith(client, account, { outcome: outcome ?? "", from })
        : [await runOf(client, account, callId)].filter((run) => run !== null);
    const well = runs.filter((run) => run.state === "delivered" && !bad.has(run.outcome));
    if (well.length > 0 && !(await mayGoOn(questionOf(well), yes))) return exitCodes.no;
    const callIds = callId === undefined ? runs.map((run) => run.callId) : [callId];
    let code: number = exitCodes.done;
    for (const id of callIds) {
      const { budgets } = config.timing;
      const result = await retryVoicemail(client, { account, callId: id }, { budgets, searchable });
      if (result === "under-way") code = exitCodes.no;
      answers.print({ account, callId: id, result });
    }
    if (callIds.length === 0) process.stderr.write("no voicemail has this outcome\n");
    return code;
  });
}

async function endedWith(
  client: Client,
  account: string,
  { outcome, from }: { readonly outcome: string; readonly from: number },
): Promise<VoicemailRun[]> {
  const runs = await runsSince(client, account, new Date(from * 1_000));
  return [...runs.values()].filter((run) => run.outcome === outcome);
}

/** Aircall deletes no comment: a second one is there for good. */
function questionOf(well: readonly VoicemailRun[]): string {
  const [first, ...others] = well;
  const which =
    others.length === 0
      ? `Call ${first?.callId} was delivered already (${first?.outcome ?? "earlier"}): it gets`
      : `${well.length} voicemails were delivered already: each gets`;
  return `${which} a second comment, and Aircall deletes none. Deliver once more?`;
}
