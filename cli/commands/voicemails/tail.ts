import { followVoicemails, type VoicemailNews } from "../../../client/ask/follow-voicemails.ts";
import { createAnswers } from "../../print/answers.ts";
import { momentWords } from "../../print/moment-words.ts";
import type { AnyAccounts, Call } from "../../command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { loggable } from "../../../platform/telemetry/log.ts";
import { wrapFor } from "../../../platform/terminal/wrap.ts";
import { untilAskedToStop } from "../../../platform/process/signals.ts";
import { accountsFor } from "../../../app/accounts/choose-account.ts";
import { inSession } from "../../../app/session/in-session.ts";

/** Prints what happens to voicemails while it happens, until Ctrl-C. */
export async function tail({
  env,
  options: { json, from, account: chosen },
}: Call<readonly [], AnyAccounts & { readonly from: number }>): Promise<number> {
  const stopping = new AbortController();
  void untilAskedToStop().then(() => stopping.abort());
  // Nobody reads any more.
  process.stdout.once("error", () => stopping.abort());
  await inSession(env, async ({ client, accounts, log }) => {
    const names = accountsFor(accounts, chosen).map(({ name }) => name);
    const whose = names.length === 1 ? `account ${names.join()}` : `${names.length} accounts`;
    process.stderr.write(`following the voicemails of ${whose}; Ctrl-C ends it\n`);
    const answers = createAnswers<AccountNews>(json, ({ account, ...news }) =>
      wrapFor(process.stdout, toWords(news, names.length > 1 ? account : null), "  "),
    );
    let away = false;
    const since = new Date(from * 1_000);
    const onFailure = (error: unknown): void => {
      if (!away) log.warn(loggable(error), "Temporal does not answer now; asked again");
      away = true;
    };
    const { signal } = stopping;
    const follow = async (account: string): Promise<void> => {
      const news = followVoicemails(client, { account, since, signal, onFailure });
      for await (const one of news) {
        away = false;
        answers.print({ account, ...one });
      }
    };
    await Promise.all(names.map(follow));
  });
  return exitCodes.done;
}

interface AccountNews extends VoicemailNews {
  readonly account: string;
}

function toWords(
  { at, callId, news, outcome, via, ms }: VoicemailNews,
  account: string | null,
): string {
  return [
    momentWords(Date.parse(at)),
    ...(account === null ? [] : [account]),
    `call ${callId}`,
    news,
    ...(outcome === null ? [] : [outcome]),
    ...(via === null ? [] : [`by ${via}`]),
    ...(ms === null ? [] : [`${(ms / 1_000).toFixed(1)} s`]),
  ].join("  ");
}
