import { followVoicemails, type VoicemailNews } from "../../../client/ask/follow-voicemails.ts";
import { createAnswers } from "../../print/answers.ts";
import { momentWords } from "../../print/moment-words.ts";
import type { Call } from "../../command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { loggable } from "../../../platform/telemetry/log.ts";
import { wrapFor } from "../../../platform/terminal/wrap.ts";
import { untilAskedToStop } from "../../../platform/process/signals.ts";
import { inSession } from "../../../app/session/in-session.ts";

/** Prints what happens to voicemails while it happens, until Ctrl-C. */
export async function tail({
  env,
  options: { json, from },
}: Call<readonly [], { readonly from: number }>): Promise<number> {
  const answers = createAnswers<VoicemailNews>(json, (news) =>
    wrapFor(process.stdout, toWords(news), "  "),
  );
  const stopping = new AbortController();
  void untilAskedToStop().then(() => stopping.abort());
  // Nobody reads any more.
  process.stdout.once("error", () => stopping.abort());
  await inSession(env, async ({ client, config, log }) => {
    const { name: account } = config.account;
    process.stderr.write(`following the voicemails of account ${account}; Ctrl-C ends it\n`);
    let away = false;
    const since = new Date(from * 1_000);
    const onFailure = (error: unknown): void => {
      if (!away) log.warn(loggable(error), "Temporal does not answer now; asked again");
      away = true;
    };
    const { signal } = stopping;
    const news = followVoicemails(client, { account, since, signal, onFailure });
    for await (const one of news) {
      away = false;
      answers.print(one);
    }
  });
  return exitCodes.done;
}

function toWords({ at, callId, news, outcome, via, ms }: VoicemailNews): string {
  return [
    momentWords(Date.parse(at)),
    `call ${callId}`,
    news,
    ...(outcome === null ? [] : [outcome]),
    ...(via === null ? [] : [`by ${via}`]),
    ...(ms === null ? [] : [`${(ms / 1_000).toFixed(1)} s`]),
  ].join("  ");
}
